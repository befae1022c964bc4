import { addRaw, summarise } from './summary.ts';
import { Bucket } from '../bucket.ts';
import type { Tables } from './tables.ts';

/** Up to here percentiles are taken from the raw rows themselves. */
const EXACT_UP_TO_MS = 2 * 3_600_000;

export interface MetricsParams {
  /** Null means all monitors that the history knows. */
  monitorIds: readonly string[] | null;
  /** Epoch milliseconds; `to` is now. */
  from: number;
  to: number;
}

/** What `metrics` tells of one monitor. Durations in milliseconds, ratios 0 to 1, null where nothing is known. */
export interface MonitorMetrics {
  id: string;
  /** Scheduled checks; extra ones only show in the latency. */
  checks: number;
  uptime: number | null;
  errorRate: number | null;
  /** Time of the period in which nothing trustworthy was known. */
  unknownMs: number;
  latency: { p50Ms: number | null; p95Ms: number | null; p99Ms: number | null; maxMs: number | null };
}

/** Figures over a period, percentiles by nearest rank. */
export function metricsQuery(tables: Tables) {
  return ({ monitorIds, from, to }: MetricsParams): MonitorMetrics[] => {
    const known = tables.monitors.all();
    const wanted = monitorIds ?? known.map(({ id }) => id);
    const keys = new Map(known.map(({ id, key }) => [id, key]));
    return wanted.map((id) => {
      const key = keys.get(id);
      const exact = to - from <= EXACT_UP_TO_MS;
      const sum = new Bucket();
      if (key !== undefined && exact) addRaw(tables, key, sum, from, to);
      if (key !== undefined && !exact) sum.merge(summarise(tables, key, from, to));
      const percentile = key !== undefined && exact ? nearestRank(tables, key, from, to) : viaSketch(sum);
      return {
        id,
        checks: sum.checks,
        uptime: sum.uptime,
        errorRate: sum.errorRate,
        unknownMs: Math.max(0, to - from - sum.knownMs),
        latency: {
          p50Ms: percentile(0.5),
          p95Ms: percentile(0.95),
          p99Ms: percentile(0.99),
          maxMs: sum.maxUs === null ? null : sum.maxUs / 1000,
        },
      };
    });
  };
}

type Percentile = (q: number) => number | null;

function viaSketch(sum: Bucket): Percentile {
  return (q) => sum.percentileMs(q);
}

/** The ⌈q·n⌉-th smallest latency. */
function nearestRank(tables: Tables, monitor: number, from: number, to: number): Percentile {
  const sorted = tables.results
    .between(monitor, from, to)
    .flatMap(({ latencyUs }) => (latencyUs === null ? [] : [latencyUs]))
    .toSorted((a, b) => a - b);
  return (q) => {
    const us = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1];
    return us === undefined ? null : us / 1000;
  };
}
