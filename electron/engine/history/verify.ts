import type { Database } from 'better-sqlite3';
import { readMonitors } from '../storage/tables/monitors.ts';
import { readResults } from '../storage/tables/results.ts';
import { readRollups, SIZE_MS, type RollupSize } from '../storage/tables/rollups.ts';
import { Bucket, FIVE_MINUTES, ONE_HOUR } from './bucket.ts';
import type { ClosedBucket } from './fold.ts';
import { foldRaw } from './recompute.ts';

/** A rollup that is not what lies beneath it says. */
export interface Difference {
  monitorId: string;
  size: RollupSize;
  /** Start of the bucket, epoch milliseconds. */
  start: number;
  /** For people: both sides, or that one is missing. */
  text: string;
}

/**
 * Compares every rollup with its raw rows, and every hour with its 5-minute rows, as far back as those are kept.
 * Run it in a read transaction where a writer is at work.
 */
export function verifyRollups(db: Database): Difference[] {
  const results = readResults(db);
  const fiveMinutes = readRollups(db, '5m');
  const hours = readRollups(db, '1h');
  return readMonitors(db)
    .all()
    .flatMap(({ key, id }) => {
      const named = (size: RollupSize, found: ReturnType<typeof compare>) =>
        found.map((difference) => ({ monitorId: id, size, ...difference }));
      const oldest = results.oldest(key);
      const rawFrom = oldest === null ? Infinity : ceilTo(oldest, FIVE_MINUTES);
      const first = fiveMinutes.between(key, 0, Number.MAX_SAFE_INTEGER)[0]?.start ?? Infinity;
      // The bucket in which the raw rows begin is whole only where nothing was deleted before it.
      const from = oldest !== null && first >= oldest - FIVE_MINUTES ? rawFrom - FIVE_MINUTES : rawFrom;
      const to = fiveMinutes.end(key);
      const fromRaw = from < to ? foldRaw(results, key, FIVE_MINUTES, from, to) : [];
      const hourFrom = ceilTo(first, ONE_HOUR);
      const hourTo = hours.end(key);
      return [
        ...named('5m', compare(fromRaw, stored(fiveMinutes.between(key, from, to)))),
        ...named(
          '1h',
          compare(hoursOf(fiveMinutes, key, hourFrom, hourTo), stored(hours.between(key, hourFrom, hourTo))),
        ),
      ];
    });
}

function hoursOf(
  fiveMinutes: ReturnType<typeof readRollups>,
  monitor: number,
  from: number,
  to: number,
): ClosedBucket[] {
  if (!(from < to)) return [];
  const hours = new Map<number, Bucket>();
  for (const row of fiveMinutes.between(monitor, from, to)) {
    const start = Math.floor(row.start / SIZE_MS['1h']) * SIZE_MS['1h'];
    const bucket = hours.get(start) ?? new Bucket();
    hours.set(start, bucket);
    row.addTo(bucket);
  }
  return [...hours].map(([start, bucket]) => ({ start, bucket }));
}

function stored(rows: ReturnType<ReturnType<typeof readRollups>['between']>): ClosedBucket[] {
  return rows.map((row) => {
    const bucket = new Bucket();
    row.addTo(bucket);
    return { start: row.start, bucket };
  });
}

function compare(expected: ClosedBucket[], actual: ClosedBucket[]): { start: number; text: string }[] {
  const wanted = new Map(expected.map(({ start, bucket }) => [start, describe(bucket)]));
  const found = new Map(actual.map(({ start, bucket }) => [start, describe(bucket)]));
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .toSorted((a, b) => a - b)
    .filter((start) => wanted.get(start) !== found.get(start))
    .map((start) => ({
      start,
      text: `stored ${found.get(start) ?? 'nothing'}, beneath it ${wanted.get(start) ?? 'nothing'}`,
    }));
}

/** Said-unknown time is part of the unknown time that a row holds, and not stored by itself. */
function describe({ counts, timeMs, latencies, minUs, maxUs, sumUs, sketch }: Bucket): string {
  const { healthy, degraded, unhealthy } = timeMs;
  const time = { healthy, degraded, unhealthy };
  const percentiles = sketch.encode();
  return JSON.stringify({ counts, time, latencies, minUs, maxUs, sumUs, percentiles });
}

function ceilTo(time: number, size: number): number {
  return Math.ceil(time / size) * size;
}
