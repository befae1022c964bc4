import { describe, expect, it } from 'vitest';
import {
  addChunk,
  addSample,
  aggregate,
  extremes,
  nearestRank,
  noSamples,
  oldestSample,
  viewSamples,
} from './samples.ts';

/** Samples at 1, 2, 3 …, each with its time as value. */
function counted(count: number, keepMs = Infinity) {
  const samples = noSamples();
  for (let at = 1; at <= count; at += 1) addSample(samples, at, at, keepMs);
  return samples;
}

describe('a window over samples', () => {
  it('begins after its first instant and includes its last', () => {
    const samples = counted(10);
    expect(viewSamples(samples, 3, 6)).toEqual({ count: 3, sum: 15, values: [4, 5, 6], chunks: [] });
    expect(viewSamples(samples, 10, 20).values).toEqual([]);
    expect(viewSamples(samples, 3, 3).values).toEqual([]);
    expect(viewSamples(samples, -5, 0).values).toEqual([]);
    expect(oldestSample(samples, 3)).toBe(4);
    expect(oldestSample(samples, 10)).toBe(null);
  });

  it('keeps samples of one instant in the order in which they came', () => {
    const samples = noSamples();
    for (const [at, value] of [
      [5, 1],
      [5, 2],
      [0, 3],
      [5, 4],
      [0, 5],
    ] as const)
      addSample(samples, at, value, Infinity);
    expect([samples.at, samples.value]).toEqual([
      [0, 0, 5, 5, 5],
      [3, 5, 1, 2, 4],
    ]);
  });

  it('has one number of each kind, and none without samples but for the sum', () => {
    const samples = noSamples();
    for (const [at, value] of [5, 1, 9, 3].entries()) addSample(samples, at, value, Infinity);
    const all = viewSamples(samples, -1, 10);
    const numbers = ['sum', 'avg', 'max', 'min', 'p50', 'p95', 'p99'] as const;
    expect(numbers.map((by) => aggregate(all, by))).toEqual([18, 4.5, 9, 1, 3, 9, 9]);
    const none = viewSamples(samples, 10, 20);
    expect(numbers.map((by) => aggregate(none, by))).toEqual([0, null, null, null, null, null, null]);
    expect(extremes(none)).toBe(null);
  });

  it('takes the smallest for the lowest rank', () => {
    expect(nearestRank(viewSamples(counted(10), 0, 10), 0)).toBe(1);
  });
});

describe('samples that are too old', () => {
  it('are let go, many at once', () => {
    const samples = counted(64);
    addSample(samples, 100, 100, 36);
    expect(samples.at.length).toBe(65);
    addSample(samples, 101, 101, 37);
    expect(samples.at.length).toBe(66);
    const more = counted(65);
    addSample(more, 100, 100, 35);
    expect([more.at, more.value]).toEqual([[100], [100]]);
    const last = counted(66);
    addSample(last, 100, 100, 35);
    expect([last.at, last.value]).toEqual([
      [66, 100],
      [66, 100],
    ]);
  });

  it('are let go with what sums them up once all of it is old', () => {
    const samples = counted(4_097);
    expect(samples.chunks.map(({ from, to }) => [from, to])).toEqual([[1, 512]]);
    addSample(samples, 4_098, 1, 4_098 - 511);
    expect(samples.chunks.length).toBe(1);
    addSample(samples, 4_099, 1, 4_099 - 512);
    expect(samples.chunks).toEqual([]);
  });
});

describe('more than some thousand samples', () => {
  it('are exact up to there, and the oldest are summed up beyond', () => {
    expect(counted(4_096).chunks).toEqual([]);
    const { chunks, at, value } = counted(4_097);
    expect([at.length, at[0], value.length, value[0]]).toEqual([3_585, 513, 3_585, 513]);
    expect(chunks).toMatchObject([{ from: 1, to: 512, count: 512, sum: (512 * 513) / 2, min: 1, max: 512 }]);
  });

  it('count whole in a window that holds most of what was summed up', () => {
    const samples = counted(4_097);
    expect(viewSamples(samples, 256, 5_000).count).toBe(4_097);
    expect(viewSamples(samples, 256.5, 5_000).count).toBe(3_585);
    expect(viewSamples(samples, 600, 5_000).count).toBe(3_497);
  });

  it('have sums and extremes that are exact', () => {
    const view = viewSamples(counted(4_097), 0, 5_000);
    const sum = (4_097 * 4_098) / 2;
    expect([aggregate(view, 'sum'), aggregate(view, 'avg')]).toEqual([sum, sum / 4_097]);
    expect([aggregate(view, 'min'), aggregate(view, 'max')]).toEqual([1, 4_097]);
    const falling = noSamples();
    for (let at = 1; at <= 4_097; at += 1) addSample(falling, at, 5_000 - at, Infinity);
    expect(extremes(viewSamples(falling, 0, 5_000))).toEqual({ min: 903, max: 4_999 });
  });

  it('have ranks that count what was summed up, thousandths included', () => {
    const samples = noSamples();
    for (let at = 1; at <= 4_600; at += 1) addSample(samples, at, at <= 512 ? 0.05 : 0.9, Infinity);
    const view = viewSamples(samples, 0, 5_000);
    const near = (value: number | null, expected: number) => Math.abs((value ?? 0) / expected - 1) < 0.011;
    expect(near(nearestRank(view, 0.11), 0.05)).toBe(true);
    expect(near(nearestRank(view, 0.12), 0.9)).toBe(true);
    expect(near(nearestRank(view, 0.99), 0.9)).toBe(true);
  });
});

describe('samples that were summed up elsewhere', () => {
  const chunk = (from: number, to: number) => ({ from, to, count: 2, sum: 3, min: 1, max: 2, sketch: '' });

  it('count as what was summed up here, and are let go when they are old', () => {
    const samples = noSamples();
    addChunk(samples, chunk(0, 10), -Infinity);
    addSample(samples, 15, 7, Infinity);
    addChunk(samples, chunk(20, 30), 9);
    expect(viewSamples(samples, -1, 40)).toMatchObject({ count: 5, sum: 13, values: [7] });
    addChunk(samples, chunk(30, 40), 10);
    expect(samples.chunks.map(({ from }) => from)).toEqual([20, 30]);
  });
});
