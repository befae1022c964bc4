/** How far alert rules have looked at log records; committed together with what was decided. */
export interface LogCursor {
  /** Which logs.db it counts in; null before the first was seen. */
  store: string | null;
  /** Number of the last record that was looked at. */
  after: number;
  /** What was read before this time, in epoch milliseconds, is no news: nobody was there to judge it. */
  since: number;
}

/** Null for what is no cursor. */
export function parseLogCursor(json: string): LogCursor | null {
  const { store, after, since } = (JSON.parse(json) ?? {}) as Partial<LogCursor>;
  const isStore = store === null || typeof store === 'string';
  return isStore && typeof after === 'number' && typeof since === 'number' ? { store, after, since } : null;
}
