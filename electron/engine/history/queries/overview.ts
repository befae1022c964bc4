import type { OverviewRow, StripCell } from '../../../../shared/contract/schemas.ts';
import { documents, REWRITES } from '../../storage/tables/documents.ts';
import type { MonitorRow } from '../../storage/tables/monitors.ts';
import { FIVE_MINUTES } from '../bucket.ts';
import { readColumns, shares, type Column } from './columns.ts';
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

interface Cell {
  strip: StripCell;
  p50Ms: number | null;
  upMs: number;
  knownMs: number;
}

/**
 * Strips, sparklines and uptime of many monitors. Cells stand on fixed edges; the last one ends at `to`. Cells whose
 * rollups are all written do not change any more and are remembered, so that a next answer reads only the open ones.
 */
export function overviewQuery(tables: Tables) {
  const remembered = new Map<number, Map<number, Cell>>();
  const documentsOf = documents(tables.db);
  let validFor = '';

  return ({ monitorIds, from, to, cells }: OverviewParams): Overview => {
    const exact = Math.ceil((to - from) / cells);
    const widthMs = exact < FIVE_MINUTES ? exact : Math.ceil(exact / FIVE_MINUTES) * FIVE_MINUTES;
    const end = Math.ceil(to / widthMs) * widthMs;
    const start = end - Math.ceil((to - from) / widthMs) * widthMs;
    const monitors = new Map(tables.monitors.all().map((monitor) => [monitor.id, monitor]));
    const version = `${widthMs} ${documentsOf.get(REWRITES) ?? ''}`;
    if (version !== validFor) remembered.clear();
    validFor = version;

    const rows = monitorIds.map((monitorId): OverviewRow => {
      const monitor = monitors.get(monitorId) ?? null;
      const known = (monitor && remembered.get(monitor.key)) ?? new Map<number, Cell>();
      const present = readCells(tables, monitor, known, { start, end, to, widthMs });
      if (monitor) remembered.set(monitor.key, closedCells(tables, monitor, present, widthMs));
      const upMs = present.reduce((sum, cell) => sum + cell.upMs, 0);
      const knownMs = present.reduce((sum, cell) => sum + cell.knownMs, 0);
      return {
        monitorId,
        strip: present.map(({ strip }) => strip),
        sparkline: present.map(({ p50Ms }) => p50Ms),
        uptime: knownMs === 0 ? null : upMs / knownMs,
      };
    });
    return { from: start, to, rows };
  };
}

function readCells(
  tables: Tables,
  monitor: MonitorRow | null,
  known: ReadonlyMap<number, Cell>,
  { start, end, to, widthMs }: { start: number; end: number; to: number; widthMs: number },
): Cell[] {
  const cells: Cell[] = [];
  let at = start;
  for (let cell = known.get(at); cell; cell = known.get(at)) {
    cells.push(cell);
    at += widthMs;
  }
  const resolution = widthMs < FIVE_MINUTES ? 'raw' : '5m';
  const columns = monitor ? readColumns(tables, monitor.key, { from: at, to, widthMs, resolution }) : null;
  for (; at < end; at += widthMs) {
    cells.push(toCell(columns?.get(at), at, Math.min(at + widthMs, to), monitor?.firstAt ?? Infinity));
  }
  return cells;
}

function toCell(column: Column | undefined, from: number, to: number, firstAt: number): Cell {
  return {
    strip: { from, to, ...shares(column, from, to, firstAt) },
    p50Ms: column?.percentileMs(0.5) ?? null,
    upMs: column ? column.healthyMs + column.degradedMs : 0,
    knownMs: column?.knownMs ?? 0,
  };
}

/** Those that nothing can change any more but a result out of order, of which the writer tells. */
function closedCells(
  tables: Tables,
  { key }: MonitorRow,
  cells: readonly Cell[],
  widthMs: number,
): Map<number, Cell> {
  const closedUntil = tables.fiveMinutes.end(key);
  const whole = cells.filter(({ strip: { from, to } }) => to - from === widthMs && to <= closedUntil);
  return new Map(whole.map((cell) => [cell.strip.from, cell]));
}
