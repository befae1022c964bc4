import type { Database } from 'better-sqlite3';
import { FIVE_MINUTES, ONE_HOUR, type Bucket } from '../../history/bucket.ts';
import type { ClosedBucket } from '../../history/fold.ts';

/** The two lengths of stored buckets. */
export type RollupSize = '5m' | '1h';

export const SIZE_MS: Record<RollupSize, number> = { '5m': FIVE_MINUTES, '1h': ONE_HOUR };

const TABLE: Record<RollupSize, string> = { '5m': 'rollups_5m', '1h': 'rollups_1h' };

type Row = [
  bucket: number,
  healthy: number,
  degraded: number,
  unhealthy: number,
  unknown: number,
  healthyMs: number,
  degradedMs: number,
  unhealthyMs: number,
  count: number,
  minUs: number | null,
  maxUs: number | null,
  sumUs: number,
  sketch: string | null,
];

const COLUMNS = `bucket, healthy, degraded, unhealthy, unknown, healthy_ms, degraded_ms, unhealthy_ms,
  count, min_us, max_us, sum_us, sketch`;

/** One stored bucket, its sketch still encoded. */
export class RollupRow {
  /** Start in epoch milliseconds. */
  readonly start: number;
  readonly #row: Row;

  constructor(row: Row, sizeMs: number) {
    this.#row = row;
    this.start = row[0] * sizeMs;
  }

  /** Its sketch, encoded; null where nothing was measured. */
  get sketch(): string | null {
    return this.#row[12];
  }

  addTo(into: Bucket): void {
    this.addNumbersTo(into);
    if (this.sketch !== null) into.sketch.mergeEncoded(this.sketch);
  }

  /** All but the sketch, which takes most of the time. */
  addNumbersTo(into: Bucket): void {
    const [
      ,
      healthy,
      degraded,
      unhealthy,
      unknown,
      healthyMs,
      degradedMs,
      unhealthyMs,
      count,
      min,
      max,
      sum,
    ] = this.#row;
    into.counts.healthy += healthy;
    into.counts.degraded += degraded;
    into.counts.unhealthy += unhealthy;
    into.counts.unknown += unknown;
    into.timeMs.healthy += healthyMs;
    into.timeMs.degraded += degradedMs;
    into.timeMs.unhealthy += unhealthyMs;
    into.latencies += count;
    into.sumUs += sum;
    if (min !== null && (into.minUs === null || min < into.minUs)) into.minUs = min;
    if (max !== null && (into.maxUs === null || max > into.maxUs)) into.maxUs = max;
  }
}

/** Stored buckets summed over one column of a chart. */
export interface ColumnRow {
  /** The column's number: its start divided by its width. */
  column: number;
  checks: number;
  healthyMs: number;
  degradedMs: number;
  unhealthyMs: number;
  minUs: number | null;
  maxUs: number | null;
  /** Encoded, one after the other. */
  sketches: string | null;
}

/** Reads stored buckets; times are epoch milliseconds. */
export function readRollups(db: Database, size: RollupSize) {
  const sizeMs = SIZE_MS[size];
  const range = db
    .prepare<[number, number, number], Row>(
      `SELECT ${COLUMNS} FROM ${TABLE[size]} WHERE monitor = ? AND bucket >= ? AND bucket < ? ORDER BY bucket`,
    )
    .raw();
  // Summed by SQLite, a chart of thousands of buckets comes over as some hundred rows.
  const columns = db.prepare<[perColumn: number, monitor: number, from: number, to: number], ColumnRow>(
    `SELECT bucket / CAST(? AS INTEGER) AS column, sum(healthy + degraded + unhealthy + unknown) AS checks,
       sum(healthy_ms) AS healthyMs, sum(degraded_ms) AS degradedMs, sum(unhealthy_ms) AS unhealthyMs,
       min(min_us) AS minUs, max(max_us) AS maxUs, group_concat(sketch, ' ') AS sketches
     FROM ${TABLE[size]} WHERE monitor = ? AND bucket >= ? AND bucket < ? GROUP BY 1`,
  );
  const last = db
    .prepare<[number], number>(
      `SELECT bucket FROM ${TABLE[size]} WHERE monitor = ? ORDER BY bucket DESC LIMIT 1`,
    )
    .pluck();
  const first = db
    .prepare<[number], number>(`SELECT bucket FROM ${TABLE[size]} WHERE monitor = ? ORDER BY bucket LIMIT 1`)
    .pluck();
  return {
    /** The start of the oldest bucket, or Infinity without any. */
    start(monitor: number): number {
      const bucket = first.get(monitor);
      return bucket === undefined ? Infinity : bucket * sizeMs;
    },
    /** Buckets that start in [from, to), oldest first. */
    between: (monitor: number, from: number, to: number): RollupRow[] =>
      range
        .all(monitor, Math.ceil(from / sizeMs), Math.ceil(to / sizeMs))
        .map((row) => new RollupRow(row, sizeMs)),
    /** Buckets that start in [from, to), summed over columns of `widthMs`, a multiple of the bucket's size. */
    columns: (monitor: number, from: number, to: number, widthMs: number): ColumnRow[] =>
      columns.all(widthMs / sizeMs, monitor, Math.ceil(from / sizeMs), Math.ceil(to / sizeMs)),
    /** The end of the newest bucket, or -Infinity without any: from there on only finer rows tell. */
    end(monitor: number): number {
      const bucket = last.get(monitor);
      return bucket === undefined ? -Infinity : (bucket + 1) * sizeMs;
    },
  };
}

export function writeRollups(db: Database, size: RollupSize) {
  const sizeMs = SIZE_MS[size];
  const put = db.prepare(
    `INSERT OR REPLACE INTO ${TABLE[size]} (monitor, ${COLUMNS}, unknown_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare(`DELETE FROM ${TABLE[size]} WHERE monitor = ? AND bucket >= ? AND bucket < ?`);
  return {
    put(monitor: number, { start, bucket }: ClosedBucket): void {
      const { counts, timeMs, latencies, sketch } = bucket;
      put.run(
        monitor,
        start / sizeMs,
        counts.healthy,
        counts.degraded,
        counts.unhealthy,
        counts.unknown,
        timeMs.healthy,
        timeMs.degraded,
        timeMs.unhealthy,
        latencies,
        bucket.minUs,
        bucket.maxUs,
        bucket.sumUs,
        latencies === 0 ? null : sketch.encode(),
        sizeMs - bucket.knownMs,
      );
    },
    /** Removes buckets that start in [from, to). */
    remove: (monitor: number, from: number, to: number) =>
      void remove.run(monitor, Math.ceil(from / sizeMs), Math.ceil(to / sizeMs)),
  };
}
