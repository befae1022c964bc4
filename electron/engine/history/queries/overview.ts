import type { OverviewRow } from '../../../../shared/contract/schemas.ts';
import { FIVE_MINUTES, type Bucket } from '../bucket.ts';
import { readColumns, shares } from './columns.ts';
import type { Tables } from './tables.ts';

export interface OverviewParams {
  /** In the order of the answer. */
  monitorIds: readonly string[];
  /** Epoch milliseconds; `to` is now. */
  from: number;
  to: number;
  /** How many cells are wanted. Fewer come where that keeps their edges on those of 5-minute rollups. */
  cells: number;
}

export interface Overview {
  from: number;
  to: number;
  rows: OverviewRow[];
}

/** Strips, sparklines and uptime of many monitors. Cells stand on fixed edges; the last one ends at `to`. */
export function overviewQuery(tables: Tables) {
  return ({ monitorIds, from, to, cells }: OverviewParams): Overview => {
    const exact = Math.ceil((to - from) / cells);
    const widthMs = exact < FIVE_MINUTES ? exact : Math.ceil(exact / FIVE_MINUTES) * FIVE_MINUTES;
    const resolution = exact < FIVE_MINUTES ? 'raw' : '5m';
    const end = Math.ceil(to / widthMs) * widthMs;
    const count = Math.ceil((to - from) / widthMs);
    const start = end - count * widthMs;
    const keys = new Map(tables.monitors.all().map((monitor) => [monitor.id, monitor]));

    const rows = monitorIds.map((monitorId): OverviewRow => {
      const known = keys.get(monitorId);
      const columns = known
        ? readColumns(tables, known.key, { from: start, to, widthMs, resolution })
        : new Map<number, never>();
      const total = { up: 0, known: 0 };
      const row: OverviewRow = { monitorId, strip: [], sparkline: [], uptime: null };
      for (let at = start; at < end; at += widthMs) {
        const bucket: Bucket | undefined = columns.get(at)?.bucket;
        const cellEnd = Math.min(at + widthMs, to);
        row.strip.push({ from: at, to: cellEnd, ...shares(bucket, at, cellEnd, known?.firstAt ?? Infinity) });
        row.sparkline.push(bucket?.percentileMs(0.5) ?? null);
        if (!bucket) continue;
        total.up += bucket.timeMs.healthy + bucket.timeMs.degraded;
        total.known += bucket.knownMs;
      }
      row.uptime = total.known === 0 ? null : total.up / total.known;
      return row;
    });
    return { from: start, to, rows };
  };
}
