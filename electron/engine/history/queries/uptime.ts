import type { Uptime } from '../../../../shared/contract/schemas.ts';
import { summarise } from './summary.ts';
import type { Tables } from './tables.ts';

const HOUR = 3_600_000;
const PERIODS: readonly [Uptime['period'], number][] = [
  ['24h', 24 * HOUR],
  ['7d', 7 * 24 * HOUR],
  ['30d', 30 * 24 * HOUR],
  ['90d', 90 * 24 * HOUR],
];

/** Uptime of one monitor over the usual periods, and what it rests on. */
export function uptimeQuery(tables: Tables) {
  return ({ monitorId, now }: { monitorId: string; now: number }): { periods: Uptime[] } => {
    const monitor = tables.monitors.find(monitorId);
    if (!monitor) return { periods: [] };
    return {
      periods: PERIODS.map(([period, lengthMs]) => {
        const sum = summarise(tables, monitor.key, now - lengthMs, now);
        return {
          period,
          uptime: sum.uptime,
          knownMs: sum.knownMs,
          unknownMs: Math.max(0, lengthMs - sum.knownMs),
          checks: sum.checks,
          p50Ms: sum.percentileMs(0.5),
          p95Ms: sum.percentileMs(0.95),
          p99Ms: sum.percentileMs(0.99),
        };
      }),
    };
  };
}
