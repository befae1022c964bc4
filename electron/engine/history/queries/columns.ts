import type { RollupSize } from '../../storage/tables/rollups.ts';
import { Bucket } from '../bucket.ts';
import { BucketFold } from '../fold.ts';
import { floorTo } from '../track.ts';
import type { Tables } from './tables.ts';

export type Resolution = 'raw' | RollupSize;

export interface Grid {
  /** Epoch milliseconds; the columns that overlap [from, to) are wanted. */
  from: number;
  to: number;
  /** Width of a column; columns begin at its multiples. A multiple of the resolution's own size. */
  widthMs: number;
  resolution: Resolution;
  /** False leaves percentiles out, which is several times faster. */
  sketch?: boolean;
}

/** One column: its bucket, and the first and last latency where raw rows were read. */
export interface Column {
  bucket: Bucket;
  firstUs: number | null;
  lastUs: number | null;
}

/**
 * Sums a monitor's history into columns, by start. Buckets that are still open come from the finer table, in the end
 * from raw rows. A column of which nothing is known and in which nothing was checked is missing.
 */
export function readColumns(tables: Tables, monitor: number, grid: Grid): Map<number, Column> {
  const { widthMs, resolution, to } = grid;
  const columns = new Map<number, Column>();
  const columnAt = (time: number): Column => {
    const start = floorTo(time, widthMs);
    let column = columns.get(start);
    if (!column) {
      column = { bucket: new Bucket(), firstUs: null, lastUs: null };
      columns.set(start, column);
    }
    return column;
  };

  let from = floorTo(grid.from, widthMs);
  const readRollup = (rollups: Tables['hours']) => {
    for (const row of rollups.between(monitor, from, to)) row.addTo(columnAt(row.start).bucket, grid);
    from = Math.max(from, rollups.end(monitor));
  };
  if (resolution === '1h') readRollup(tables.hours);
  if (resolution !== 'raw') readRollup(tables.fiveMinutes);

  if (from < to) {
    const fold = new BucketFold(widthMs, ({ start, bucket }) => columnAt(start).bucket.merge(bucket));
    const before = tables.results.holdingAt(monitor, from);
    if (before) fold.seed(before, from);
    for (const row of tables.results.between(monitor, from, to)) {
      fold.add(row);
      if (row.latencyUs === null) continue;
      const column = columnAt(row.at);
      column.firstUs ??= row.latencyUs;
      column.lastUs = row.latencyUs;
    }
    fold.advance(to);
    if (fold.open) columnAt(fold.open.start).bucket.merge(fold.open.bucket);
  }
  return columns;
}

/** Shares of a span's time by state, 0 to 1; what is missing from 1 is time in which there was no monitor. */
export function shares(
  bucket: Bucket | undefined,
  from: number,
  to: number,
  firstAt: number,
): { healthy: number; degraded: number; unhealthy: number; unknown: number } {
  const length = Math.max(1, to - from);
  const share = (ms: number) => Math.min(1, Math.max(0, ms / length));
  const known = bucket?.knownMs ?? 0;
  return {
    healthy: share(bucket?.timeMs.healthy ?? 0),
    degraded: share(bucket?.timeMs.degraded ?? 0),
    unhealthy: share(bucket?.timeMs.unhealthy ?? 0),
    unknown: share(to - Math.max(from, Math.min(firstAt, to)) - known),
  };
}
