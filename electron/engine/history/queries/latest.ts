import type { ResultRow } from '../../../../shared/contract/schemas.ts';
import type { State, TrustworthyState } from '../../../../shared/domain/state.ts';
import { isTrustworthy } from '../../../../shared/domain/state.ts';
import { parseMemory, type MonitorMemory } from '../../monitors/memory.ts';
import { readMemory } from '../../storage/tables/memory.ts';
import { toResultRow } from './results.ts';
import type { Tables } from './tables.ts';

/** What the history last knew of a monitor. Times are epoch milliseconds. */
export interface Latest {
  monitorId: string;
  memory: MonitorMemory;
  /** The newest result, re-checks included; null before any. */
  last: ResultRow | null;
  /** How long it holds: two intervals and the timeout. */
  holdsForMs: number;
}

/** Every monitor that is remembered, in the order in which the history met them. One that left the configuration is not. */
export function latestQuery(tables: Tables) {
  const memories = readMemory(tables.db);
  return (): Latest[] =>
    [...memories.all()].flatMap(([monitorId, json]): Latest[] => {
      const memory = parseMemory(JSON.parse(json));
      const monitor = tables.monitors.find(monitorId);
      if (!memory || !monitor) return [];
      const [row] = tables.results.newest(monitor.key, Number.MAX_SAFE_INTEGER, 1);
      const last = row ? toResultRow(tables, row) : null;
      return [{ monitorId, memory, last, holdsForMs: row?.holdsForMs ?? 0 }];
    });
}

/** The state to be told at `now`: data that no longer holds is unknown, unless the monitor is paused. */
export function stateAt(
  { memory, last, holdsForMs }: Latest,
  now: number,
): {
  state: State;
  since: number | null;
  lastState: TrustworthyState | null;
  dataAgeMs: number | null;
} {
  const { state, since, lastState } = memory.confirmation;
  const dataAgeMs = last ? Math.max(0, now - last.at) : null;
  const known = { since, lastState: isTrustworthy(state) ? state : lastState, dataAgeMs };
  if (memory.paused || (dataAgeMs !== null && dataAgeMs <= holdsForMs)) return { ...known, state };
  const lostAt = last ? last.at + holdsForMs : since;
  return { ...known, state: 'unknown', since: isTrustworthy(state) ? lostAt : since };
}
