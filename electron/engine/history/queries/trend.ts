import type { Trend, TrendPoint } from '../../../../shared/contract/schemas.ts';
import { FIVE_MINUTES, ONE_HOUR } from '../bucket.ts';
import { floorTo } from '../track.ts';
import { readColumns, shares, type Column, type Resolution } from './columns.ts';
import { marksQuery } from './marks.ts';
import { spansQuery } from './spans.ts';
import type { Tables } from './tables.ts';

export interface TrendParams {
  monitorId: string;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** How many columns the chart can draw; at most so many points come. */
  points: number;
  now: number;
}

/** Chart data of one monitor. Every column has its smallest and largest latency, so that no spike is lost. */
export function trendQuery(tables: Tables) {
  const spans = spansQuery(tables);
  const marks = marksQuery(tables);
  return ({ monitorId, from, to, points, now }: TrendParams): Trend => {
    const monitor = tables.monitors.find(monitorId);
    if (!monitor)
      return { monitorId, from, to, resolution: 'raw', points: [], states: [], components: [], marks: [] };
    const end = Math.min(to, now);
    const width = Math.max(1, Math.ceil((to - from) / points));
    const resolution = choose(tables, monitor.key, from, width);
    const size = { raw: 1, '5m': FIVE_MINUTES, '1h': ONE_HOUR }[resolution];
    const widthMs = Math.ceil(width / size) * size;
    const columns = readColumns(tables, monitor.key, { from, to: end, widthMs, resolution });
    return {
      monitorId,
      from,
      to,
      resolution,
      points: toPoints(columns, Math.max(from, monitor.firstAt), end, widthMs, monitor.firstAt),
      states: spans.states(monitor.key, from, to),
      components: spans.components(monitor.key, from, to),
      marks: marks(monitor.key, from, to),
    };
  };
}

/** The coarsest table with at least two points a column; a coarser one where that does not reach back far enough. */
function choose(
  { results, fiveMinutes, hours }: Tables,
  monitor: number,
  from: number,
  width: number,
): Resolution {
  if (width >= 2 * ONE_HOUR) return '1h';
  const start5m = fiveMinutes.start(monitor);
  if (width < 2 * FIVE_MINUTES) {
    const oldest = results.oldest(monitor) ?? Infinity;
    if (oldest <= Math.max(from, start5m + FIVE_MINUTES)) return 'raw';
  }
  return start5m <= Math.max(from, hours.start(monitor) + ONE_HOUR) ? '5m' : '1h';
}

/**
 * Columns with results, and columns of which nothing is known. A column without results over which an earlier one
 * holds is left out, so that a line is not broken where a monitor is asked less often than the chart has columns.
 */
function toPoints(
  columns: Map<number, Column>,
  from: number,
  to: number,
  widthMs: number,
  firstAt: number,
): TrendPoint[] {
  const points: TrendPoint[] = [];
  for (let start = floorTo(from, widthMs); start < to; start += widthMs) {
    const column = columns.get(start);
    const end = Math.min(start + widthMs, to);
    if (column && !column.hasResults && column.knownMs > 0) continue;
    points.push(toPoint(column, start, end, firstAt));
  }
  return points;
}

function toPoint(column: Column | undefined, from: number, to: number, firstAt: number): TrendPoint {
  return {
    from,
    to,
    checks: column?.checks ?? 0,
    p50Ms: column?.percentileMs(0.5) ?? null,
    p95Ms: column?.percentileMs(0.95) ?? null,
    p99Ms: column?.percentileMs(0.99) ?? null,
    minMs: toMs(column?.minUs),
    maxMs: toMs(column?.maxUs),
    firstMs: toMs(column?.firstUs),
    lastMs: toMs(column?.lastUs),
    ...shares(column, from, to, firstAt),
  };
}

function toMs(us: number | null | undefined): number | null {
  return us === null || us === undefined ? null : us / 1000;
}
