import type { ResultRow } from '../../../../shared/contract/schemas.ts';
import type { StoredResult } from '../../storage/tables/results.ts';
import type { Tables } from './tables.ts';

export interface ResultsParams {
  monitorId: string;
  limit: number;
  /** Only older ones; null for the newest. */
  before: number | null;
}

/** The last results of one monitor, newest first. */
export function resultsQuery(tables: Tables) {
  return ({ monitorId, limit, before }: ResultsParams): { results: ResultRow[] } => {
    const monitor = tables.monitors.find(monitorId);
    if (!monitor) return { results: [] };
    const rows = tables.results.newest(monitor.key, before ?? Number.MAX_SAFE_INTEGER, limit);
    return { results: rows.map((row) => toResultRow(tables, row)) };
  };
}

/** A stored result as the contract shows it. */
export function toResultRow(
  { messages }: Tables,
  { at, state, latencyUs, httpStatus, recheck, message }: StoredResult,
): ResultRow {
  const latencyMs = latencyUs === null ? null : latencyUs / 1000;
  return { at, state, latencyMs, httpStatus, message: messages.text(message), recheck };
}
