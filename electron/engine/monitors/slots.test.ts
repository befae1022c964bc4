import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { createSlots } from './slots.ts';

function setUp(limit = 2, holdMs = 100) {
  const clock = new VirtualClock();
  const slots = createSlots(clock, limit, holdMs);
  const started: [string, number][] = [];
  const launch = (name: string, durationMs: number): Promise<string> =>
    slots.run(async () => {
      started.push([name, clock.monotonic()]);
      await new Promise<void>((resolve) => void clock.setTimeout(resolve, durationMs));
      return name;
    });
  return { clock, slots, started, launch };
}

describe('slots', () => {
  it('let no more than their number begin at once, in the order of the calls', async () => {
    const { clock, started, launch } = setUp();
    const all = Promise.all(['a', 'b', 'c', 'd'].map((name) => launch(name, 10)));
    await clock.advance(100);
    expect(started).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 10],
      ['d', 10],
    ]);
    expect(await all).toEqual(['a', 'b', 'c', 'd']);
  });

  it('come free after their holding time, however long the checks hang', async () => {
    const { clock, started, launch } = setUp();
    void launch('hangs', 10_000);
    void launch('hangs too', 10_000);
    void launch('quick', 1);
    await clock.advance(100);
    expect(started).toContainEqual(['quick', 100]);
  });

  it('are given back once, not again at the end of a slow check', async () => {
    const { clock, started, launch } = setUp(1);
    void launch('slow', 150);
    void launch('b', 1000);
    void launch('c', 1000);
    await clock.advance(199);
    expect(started.map(([name]) => name)).toEqual(['slow', 'b']);
    await clock.advance(1);
    expect(started.at(-1)).toEqual(['c', 200]);
  });

  it('come free when a task fails, and hand its error on', async () => {
    const { clock, slots, started, launch } = setUp(1);
    const failing = slots.run(() => Promise.reject(new Error('no such program')));
    await expect(failing).rejects.toThrow('no such program');
    void launch('next', 1);
    await clock.advance(0);
    expect(started).toEqual([['next', 0]]);
  });
});
