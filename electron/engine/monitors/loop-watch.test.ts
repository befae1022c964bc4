import { expect, it } from 'vitest';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { createLoopWatch, type Gap } from './loop-watch.ts';

const START = 1_000_000;

async function setUp() {
  const clock = new VirtualClock(START);
  const gaps: Gap[] = [];
  const watch = createLoopWatch(clock, (gap) => gaps.push(gap));
  await clock.advance(90_000);
  watch.start();
  await clock.advance(10_000);
  return { clock, watch, gaps };
}

it('sees nothing while all is well, however long it was not started', async () => {
  const { clock, gaps } = await setUp();
  await clock.advance(3_600_000);
  expect(gaps).toEqual([]);
});

it('notices an event loop that was late by more than 2 s, once', async () => {
  const { clock, gaps } = await setUp();
  clock.stall(2600);
  await clock.advance(5000);
  expect(gaps).toEqual([{ kind: 'stall', from: START + 100_000 }]);
});

it('takes no offence at shorter delays', async () => {
  const { clock, gaps } = await setUp();
  clock.stall(2400);
  await clock.advance(5000);
  expect(gaps).toEqual([]);
});

it('tells at once when it is asked to look, before its own timer comes', async () => {
  const { clock, watch, gaps } = await setUp();
  clock.stall(8000);
  watch.look();
  watch.look();
  expect(gaps).toHaveLength(1);
});

it('takes a wall clock that jumped ahead of the monotonic one for a sleep', async () => {
  const { clock, gaps } = await setUp();
  clock.suspend(3_600_000);
  await clock.advance(5000);
  expect(gaps).toEqual([{ kind: 'sleep', from: START + 100_000 }]);
});

it('takes a very long silence for a sleep too, where the monotonic clock goes on in it', async () => {
  const { clock, gaps } = await setUp();
  clock.stall(3_600_000);
  await clock.advance(5000);
  expect(gaps).toEqual([{ kind: 'sleep', from: START + 100_000 }]);
});

it('takes a clock that was set back for a stall, from the time it shows now', async () => {
  const { clock, gaps } = await setUp();
  clock.stepWall(-3_600_000);
  await clock.advance(5000);
  expect(gaps).toEqual([{ kind: 'stall', from: START + 100_500 - 3_600_000 }]);
});

it('ends when stopped', async () => {
  const { clock, watch } = await setUp();
  watch.stop();
  expect(clock.pending).toBe(0);
});
