import { Bucket, FIVE_MINUTES } from '../bucket.ts';
import type { Tables } from './tables.ts';
import type { Recalled } from '../../alerts/core/inputs.ts';

export interface RecallParams {
  monitorId: string;
  /** Summaries from here on … */
  from: number;
  /** … and single results from here … */
  rawFrom: number;
  /** … to here. */
  to: number;
}

/** What windows of alert rules need of a monitor's past after a start: five-minute sums, then single results. */
export function recallQuery(tables: Tables) {
  return ({ monitorId, from, rawFrom, to }: RecallParams): Recalled => {
    const monitor = tables.monitors.find(monitorId);
    if (!monitor) return { sums: [], results: [] };
    const rows = from < rawFrom ? tables.fiveMinutes.between(monitor.key, from, rawFrom) : [];
    return {
      sums: rows.map((row) => {
        const bucket = new Bucket();
        row.addTo(bucket);
        const { healthy, degraded, unhealthy } = bucket.counts;
        const upMs = bucket.timeMs.healthy + bucket.timeMs.degraded;
        return {
          from: row.start,
          to: row.start + FIVE_MINUTES,
          healthy,
          degraded,
          unhealthy,
          upMs,
          knownMs: bucket.knownMs,
        };
      }),
      results: tables.results.between(monitor.key, rawFrom, to).map((row) => ({
        at: row.at,
        state: row.state,
        holdsMs: row.holdsForMs,
        recheck: row.recheck,
        latencyMs: row.latencyUs === null ? null : row.latencyUs / 1000,
      })),
    };
  };
}
