import { describe, expect, it } from 'vitest';
import { FIVE_MINUTES } from './bucket.ts';
import { BucketFold, type ClosedBucket } from './fold.ts';
import type { RawResult } from './raw-result.ts';

const START = Date.UTC(2026, 0, 1);

function raw(seconds: number, more: Partial<RawResult> = {}): RawResult {
  return {
    at: START + seconds * 1000,
    state: 'healthy',
    recheck: false,
    latencyUs: 10_000,
    httpStatus: 200,
    holdsForMs: 70_000,
    ...more,
  };
}

function fold(rows: RawResult[], untilSeconds: number): ClosedBucket[] {
  const closed: ClosedBucket[] = [];
  const folding = new BucketFold(FIVE_MINUTES, (bucket) => closed.push(bucket));
  for (const row of rows) folding.add(row);
  folding.advance(START + untilSeconds * 1000);
  return closed;
}

describe('folding results into buckets', () => {
  it('lets a result hold until the next one', () => {
    const [first] = fold([raw(0), raw(30, { state: 'unhealthy' }), raw(60)], 300);
    expect(first?.bucket.timeMs).toEqual({ healthy: 100_000, degraded: 0, unhealthy: 30_000, unknown: 0 });
  });

  it('lets a result hold no longer than it may; the rest is not known', () => {
    const [first] = fold([raw(0)], 300);
    expect(first?.bucket.knownMs).toBe(70_000);
  });

  it('splits a hold at the edge of a bucket and counts the result where it starts', () => {
    const [first, second] = fold([raw(290), raw(350)], 600);
    expect(first?.bucket.timeMs.healthy).toBe(10_000);
    expect(first?.bucket.checks).toBe(1);
    expect(second?.bucket.timeMs.healthy).toBe(50_000 + 70_000);
    expect(second?.bucket.checks).toBe(1);
  });

  it('leaves re-checks out of counts and time, but not out of latency', () => {
    const recheck = raw(10, { state: 'healthy', recheck: true, latencyUs: 99_000 });
    const [first] = fold([raw(0, { state: 'unhealthy' }), recheck, raw(30)], 300);
    expect(first?.bucket.counts).toEqual({ healthy: 1, degraded: 0, unhealthy: 1, unknown: 0 });
    expect(first?.bucket.timeMs.unhealthy).toBe(30_000);
    expect(first?.bucket.maxUs).toBe(99_000);
    expect(first?.bucket.latencies).toBe(3);
  });

  it('carries a long hold through buckets without results, and gives none for a gap', () => {
    const closed = fold([raw(0, { holdsForMs: 700_000 }), raw(3600)], 3900);
    expect(closed.map(({ start }) => (start - START) / 1000)).toEqual([0, 300, 600, 3600]);
    expect(closed.map(({ bucket }) => bucket.timeMs.healthy)).toEqual([300_000, 300_000, 100_000, 70_000]);
  });

  it('calls uptime the share of healthy and degraded in known time', () => {
    const [first] = fold(
      [
        raw(0),
        raw(60, { state: 'degraded' }),
        raw(120, { state: 'unhealthy' }),
        raw(180, { state: 'unknown' }),
      ],
      300,
    );
    expect(first?.bucket.uptime).toBeCloseTo(2 / 3);
    expect(first?.bucket.errorRate).toBeCloseTo(1 / 3);
  });
});
