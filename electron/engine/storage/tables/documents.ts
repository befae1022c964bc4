import type { Database } from 'better-sqlite3';

/** Names the time before which raw results were deleted, epoch milliseconds. */
export const RAW_FROM = 'raw-results-from';

/** The canaries that have answered at some time, as a JSON list of their addresses. */
export const PROVEN_CANARIES = 'proven-canaries';

/** The state of the alert core, as JSON. */
export const ALERT_CORE = 'alert-core';

/** How far alert rules have looked at log records, as JSON. */
export const LOG_CURSOR = 'alert-log-cursor';

/** Up to when each scheduled report has been dealt with, as JSON. */
export const REPORTS = 'reports';

/** Whether somebody sat at the machine, and the card that waits, as JSON. */
export const AWAY = 'alert-away';

/** Evidence that incidents are still to be told of, as JSON. */
export const DUE_EVIDENCE = 'alert-evidence';

/** Counts how often results out of order changed rollups that were closed. */
export const REWRITES = 'rollup-rewrites';

/** Small states that are kept whole, by name, as JSON text. */
export function documents(db: Database) {
  const get = db.prepare<[string], string>('SELECT json FROM documents WHERE name = ?').pluck();
  const put = db.prepare('INSERT OR REPLACE INTO documents (name, json) VALUES (?, ?)');
  return {
    get: (name: string): string | null => get.get(name) ?? null,
    put: (name: string, json: string) => void put.run(name, json),
  };
}
