import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { createDeadlines } from './deadlines.ts';

function setUp() {
  const clock = new VirtualClock();
  const seen: [string, number][] = [];
  const deadlines = createDeadlines(clock, (key) => void seen.push([key, clock.monotonic()]));
  return { clock, seen, deadlines };
}

describe('deadlines', () => {
  it('come in the order of their instants, each once, behind one timer', async () => {
    const { clock, seen, deadlines } = setUp();
    deadlines.set('c', 30);
    deadlines.set('a', 10);
    deadlines.set('b', 20);
    expect(clock.pending).toBe(1);
    await clock.advance(100);
    expect(seen).toEqual([
      ['a', 10],
      ['b', 20],
      ['c', 30],
    ]);
    expect(clock.pending).toBe(0);
  });

  it('can be moved to earlier and to later, and taken back', async () => {
    const { clock, seen, deadlines } = setUp();
    deadlines.set('later', 10);
    deadlines.set('later', 50);
    deadlines.set('earlier', 50);
    deadlines.set('earlier', 20);
    deadlines.set('gone', 5);
    deadlines.clear('gone');
    expect([deadlines.dueOf('later'), deadlines.dueOf('gone')]).toEqual([50, null]);
    await clock.advance(100);
    expect(seen).toEqual([
      ['earlier', 20],
      ['later', 50],
    ]);
  });

  it('let one that comes take back another of the same instant', async () => {
    const clock = new VirtualClock();
    const seen: string[] = [];
    const deadlines = createDeadlines(clock, (key) => {
      seen.push(key);
      deadlines.clear('b');
    });
    deadlines.set('a', 10);
    deadlines.set('b', 10);
    await clock.advance(20);
    expect(seen).toEqual(['a']);
  });

  it('come late, once, when the event loop was blocked', async () => {
    const { clock, seen, deadlines } = setUp();
    deadlines.set('a', 10);
    clock.stall(5000);
    await clock.advance(0);
    expect(seen).toEqual([['a', 5000]]);
  });

  it('hold their order however often they are moved', async () => {
    const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1000 })));
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const { clock, seen, deadlines } = setUp();
        const expected = new Map<string, number>();
        for (const [key, due] of list) {
          deadlines.set(`k${key}`, due);
          expected.set(`k${key}`, due);
        }
        await clock.advance(1000);
        expect(new Map(seen)).toEqual(expected);
        expect(seen.map(([, at]) => at)).toEqual([...expected.values()].toSorted((a, b) => a - b));
      }),
    );
  });

  it('come once even when they were moved a thousand times', async () => {
    const { clock, seen, deadlines } = setUp();
    for (let due = 1000; due > 0; due -= 1) deadlines.set('a', due);
    for (let due = 2; due <= 1000; due += 1) deadlines.set('b', due);
    await clock.advance(2000);
    expect(seen).toEqual([
      ['a', 1],
      ['b', 1000],
    ]);
  });

  it('end when stopped', async () => {
    const { clock, seen, deadlines } = setUp();
    deadlines.set('a', 10);
    deadlines.stop();
    await clock.advance(20);
    expect([seen, clock.pending]).toEqual([[], 0]);
  });
});
