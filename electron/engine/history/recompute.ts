import type { Database } from 'better-sqlite3';
import { readResults } from '../storage/tables/results.ts';
import { readRollups, writeRollups } from '../storage/tables/rollups.ts';
import { Bucket, FIVE_MINUTES, ONE_HOUR } from './bucket.ts';
import { BucketFold, type ClosedBucket } from './fold.ts';

/** The buckets of `sizeMs` in [from, to), both on a bucket's edge, as the raw rows of a monitor have them. */
export function foldRaw(
  results: ReturnType<typeof readResults>,
  monitor: number,
  sizeMs: number,
  from: number,
  to: number,
): ClosedBucket[] {
  const closed: ClosedBucket[] = [];
  const fold = new BucketFold(sizeMs, (bucket) => closed.push(bucket));
  const before = results.holdingAt(monitor, from);
  if (before) fold.seed(before, from);
  for (const row of results.between(monitor, from, to)) fold.add(row);
  fold.advance(to);
  return closed;
}

/** Writes rollups anew from what lies beneath them. */
export function recomputer(db: Database) {
  const results = readResults(db);
  const fiveMinutes = readRollups(db, '5m');
  const write5m = writeRollups(db, '5m');
  const write1h = writeRollups(db, '1h');
  return {
    /** The 5-minute rows in [from, to), from raw rows. */
    fiveMinutes(monitor: number, from: number, to: number): void {
      write5m.remove(monitor, from, to);
      for (const closed of foldRaw(results, monitor, FIVE_MINUTES, from, to)) write5m.put(monitor, closed);
    },
    /** The row of the hour that starts at `start`, from its 5-minute rows. */
    hour(monitor: number, start: number): void {
      const rows = fiveMinutes.between(monitor, start, start + ONE_HOUR);
      if (rows.length === 0) {
        write1h.remove(monitor, start, start + ONE_HOUR);
        return;
      }
      const bucket = new Bucket();
      for (const row of rows) row.addTo(bucket);
      write1h.put(monitor, { start, bucket });
    },
  };
}
