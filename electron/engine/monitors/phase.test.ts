import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTick, phaseOf, stableHash } from './phase.ts';

describe('the phase of a monitor', () => {
  it('hashes with FNV-1a, so that it is the same on every machine', () => {
    expect([stableHash(''), stableHash('a'), stableHash('foobar')]).toEqual([
      0x811c9dc5, 0xe40c292c, 0xbf9cf968,
    ]);
  });

  it('lies within the interval', () => {
    expect(phaseOf('book-api', 30_000)).toBe(stableHash('book-api') % 30_000);
  });

  it('spreads many monitors evenly over the interval', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 2000; index += 1) {
      const tenth = Math.floor(phaseOf(`monitor-${index}`, 10_000) / 1000);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(Math.min(...tenths)).toBeGreaterThan(120);
    expect(Math.max(...tenths)).toBeLessThan(280);
  });

  it('puts the next tick strictly later, at most one interval on, at the phase', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e10, noNaN: true }),
        fc.integer({ min: 1, max: 1e7 }),
        fc.nat(),
        (after, interval, seed) => {
          const phase = seed % interval;
          const tick = nextTick(after, phase, interval);
          expect(tick).toBeGreaterThan(after);
          expect(tick - after).toBeLessThanOrEqual(interval);
          expect(((tick - phase) % interval) + 0).toBe(0);
        },
      ),
    );
  });
});
