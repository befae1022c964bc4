import type { ColumnRow, RollupSize } from '../../storage/tables/rollups.ts';
import { clampedMs, type Bucket } from '../bucket.ts';
import { BucketFold } from '../fold.ts';
import { Sketch } from '../sketch.ts';
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
}

/** One column of a chart. */
export class Column {
  /** Scheduled results. */
  checks = 0;
  healthyMs = 0;
  degradedMs = 0;
  unhealthyMs = 0;
  minUs: number | null = null;
  maxUs: number | null = null;
  /** The first and last latency, where raw rows were read. */
  firstUs: number | null = null;
  lastUs: number | null = null;
  readonly #sketch = new Sketch();

  addRow(row: ColumnRow): void {
    this.checks += row.checks;
    this.healthyMs += row.healthyMs;
    this.degradedMs += row.degradedMs;
    this.unhealthyMs += row.unhealthyMs;
    this.#widen(row.minUs, row.maxUs);
    if (row.sketches !== null) this.#sketch.mergeEncoded(row.sketches);
  }

  addBucket(bucket: Bucket): void {
    this.checks += bucket.checks;
    this.healthyMs += bucket.timeMs.healthy;
    this.degradedMs += bucket.timeMs.degraded;
    this.unhealthyMs += bucket.timeMs.unhealthy;
    this.#widen(bucket.minUs, bucket.maxUs);
    this.#sketch.merge(bucket.sketch);
  }

  get knownMs(): number {
    return this.healthyMs + this.degradedMs + this.unhealthyMs;
  }

  /** False where time passed under an earlier result and nothing was checked. */
  get hasResults(): boolean {
    return this.checks > 0 || this.#sketch.count > 0;
  }

  /** Nearest rank, in milliseconds. Never outside what was measured. */
  percentileMs(q: number): number | null {
    return clampedMs(this.#sketch.quantile(q), this.minUs, this.maxUs);
  }

  #widen(minUs: number | null, maxUs: number | null): void {
    if (minUs === null || maxUs === null) return;
    this.minUs = this.minUs === null ? minUs : Math.min(this.minUs, minUs);
    this.maxUs = this.maxUs === null ? maxUs : Math.max(this.maxUs, maxUs);
    this.#sketch.reserve(this.minUs, this.maxUs);
  }
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
      column = new Column();
      columns.set(start, column);
    }
    return column;
  };

  let from = floorTo(grid.from, widthMs);
  const readRollup = (rollups: Tables['hours']) => {
    for (const row of rollups.columns(monitor, from, to, widthMs)) columnAt(row.column * widthMs).addRow(row);
    from = Math.max(from, rollups.end(monitor));
  };
  if (resolution === '1h') readRollup(tables.hours);
  if (resolution !== 'raw') readRollup(tables.fiveMinutes);

  if (from < to) {
    const fold = new BucketFold(widthMs, ({ start, bucket }) => columnAt(start).addBucket(bucket));
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
    if (fold.open) columnAt(fold.open.start).addBucket(fold.open.bucket);
  }
  return columns;
}

/** Shares of a span's time by state, 0 to 1; what is missing from 1 is time in which there was no monitor. */
export function shares(
  column: Column | undefined,
  from: number,
  to: number,
  firstAt: number,
): { healthy: number; degraded: number; unhealthy: number; unknown: number } {
  const length = Math.max(1, to - from);
  const share = (ms: number) => Math.min(1, Math.max(0, ms / length));
  return {
    healthy: share(column?.healthyMs ?? 0),
    degraded: share(column?.degradedMs ?? 0),
    unhealthy: share(column?.unhealthyMs ?? 0),
    unknown: share(to - Math.max(from, Math.min(firstAt, to)) - (column?.knownMs ?? 0)),
  };
}
