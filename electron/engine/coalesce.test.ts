import { expect, it } from 'vitest';
import { VirtualClock } from '../../tests/fakes/virtual-clock.ts';
import { coalesce } from './coalesce.ts';

it('hands over what came within the delay together and each item once', async () => {
  const clock = new VirtualClock();
  const delivered: string[][] = [];
  const batch = coalesce<string>(clock, 100, (items) => delivered.push([...items]));
  batch.add('a');
  await clock.advance(60);
  batch.add('b');
  batch.add('a');
  await clock.advance(60);
  batch.add('c');
  await clock.advance(100);
  expect(delivered).toEqual([['a', 'b'], ['c']]);
});

it('hands over at once when asked, and nothing when there is nothing', () => {
  const delivered: string[][] = [];
  const batch = coalesce<string>(new VirtualClock(), 100, (items) => delivered.push([...items]));
  batch.flush();
  batch.add('a');
  batch.flush();
  expect(delivered).toEqual([['a']]);
});
