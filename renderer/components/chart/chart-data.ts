import type { TrendPoint } from '../../../shared/contract/schemas.ts';

/** Columns as uPlot wants them: the middle of each point, then p50, p95, p99 and the slowest, in milliseconds. */
export type ChartColumns = [number[], ...(number | null)[][]];

export function chartColumns(points: readonly TrendPoint[]): ChartColumns {
  return [
    points.map(({ from, to }) => (from + to) / 2),
    points.map(({ p50Ms }) => p50Ms),
    points.map(({ p95Ms }) => p95Ms),
    points.map(({ p99Ms }) => p99Ms),
    points.map(({ maxMs }) => maxMs),
  ];
}

/** A spike further above the highest p99 than this is cut off at the top, marked, and kept in the figures. */
const TALLEST_SPIKE = 3;
const HEADROOM = 1.08;

/** The top of the latency scale in milliseconds: every line fits, and a single spike cannot flatten the rest. */
export function scaleTop(points: readonly TrendPoint[]): number {
  let p99 = 0;
  let max = 0;
  for (const point of points) {
    p99 = Math.max(p99, point.p99Ms ?? point.p95Ms ?? 0);
    max = Math.max(max, point.maxMs ?? 0);
  }
  const top = p99 > 0 ? Math.min(max, p99 * TALLEST_SPIKE) : max;
  return Math.max(top, p99, 1) * HEADROOM;
}

/** The worst state that a point's time holds, for its row in the table and its reading aloud. */
export function stateOfPoint(point: TrendPoint): 'unhealthy' | 'degraded' | 'healthy' | 'unknown' {
  if (point.unhealthy > 0) return 'unhealthy';
  if (point.degraded > 0) return 'degraded';
  return point.healthy > 0 ? 'healthy' : 'unknown';
}

/** True when nothing at all was measured. */
export function isSilent(points: readonly TrendPoint[]): boolean {
  return points.every(({ maxMs, p50Ms }) => maxMs === null && p50Ms === null);
}
