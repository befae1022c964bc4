import { describe, expect, it } from 'vitest';
import { LOG_LEVELS } from '../../../shared/domain/log-level.ts';
import { countOf, histogramBars, partCounts, scaleTop } from './histogram-bars.ts';
import { timeTicks } from './time-ticks.ts';

const bucket = (at: number, more: Partial<Record<(typeof LOG_LEVELS)[number], number>>) => ({
  at,
  counts: LOG_LEVELS.map((level) => more[level] ?? 0),
});

describe('the histogram', () => {
  const burst = bucket(0, { info: 5000, warn: 10, error: 2, fatal: 1 });

  it('counts problems together and leaves out what lies below the level', () => {
    expect(partCounts(burst, null)).toEqual({ problem: 3, warn: 10, calm: 5000 });
    expect(partCounts(burst, 'warn')).toEqual({ problem: 3, warn: 10, calm: 0 });
    expect(countOf(burst, 'fatal')).toBe(1);
  });

  it('keeps few errors in sight beside thousands of records, at the foot of their bar', () => {
    const [bar] = histogramBars([burst], null, { width: 100, height: 80, top: 5013 });
    const problem = bar?.parts.find(({ part }) => part === 'problem');
    expect(problem?.height).toBeGreaterThanOrEqual(3);
    expect(problem && problem.y + problem.height).toBe(80);
  });

  it('never leaves its box, and its bars stand beside each other', () => {
    const bars = histogramBars([burst, bucket(1, {}), burst], null, { width: 100, height: 10, top: 1 });
    for (const { x, width, parts } of bars) {
      expect(x + width).toBeLessThanOrEqual(100);
      for (const { y, height } of parts) expect(y + height).toBeLessThanOrEqual(10);
      for (const { y } of parts) expect(y).toBeGreaterThanOrEqual(0);
    }
    expect(bars[1]?.parts).toEqual([]);
    expect((bars[0]?.x ?? 0) + (bars[0]?.width ?? 0)).toBeLessThan(bars[1]?.x ?? 0);
  });

  it.each([
    [0, 4],
    [13, 15],
    [70, 80],
    [5013, 6000],
  ])('with a fullest bucket of %d has a scale to %d', (most, top) => {
    expect(scaleTop([bucket(0, { info: most })], null)).toBe(top);
  });
});

describe('a time axis', () => {
  const MINUTE = 60_000;

  it('has round times, and no more than there is room for', () => {
    expect(timeTicks(MINUTE / 2, 12 * MINUTE, 4)).toEqual([5 * MINUTE, 10 * MINUTE]);
    expect(timeTicks(0, 400 * 86_400_000, 3).length).toBeLessThanOrEqual(3);
  });

  it('begins days at local midnight', () => {
    const [first] = timeTicks(1, 2 * 86_400_000, 2, 60 * MINUTE);
    expect(((first ?? 0) + 60 * MINUTE) % 86_400_000).toBe(0);
  });

  it('is empty where there is no span', () => {
    expect(timeTicks(5, 5, 4)).toEqual([]);
  });
});
