import type { Database } from 'better-sqlite3';
import { readMessages } from '../../storage/tables/messages.ts';
import { readMonitors } from '../../storage/tables/monitors.ts';
import { readResults } from '../../storage/tables/results.ts';
import { readRollups } from '../../storage/tables/rollups.ts';

/** What queries read, its statements prepared once for a handle. */
export function openTables(db: Database) {
  return {
    db,
    monitors: readMonitors(db),
    results: readResults(db),
    messages: readMessages(db),
    fiveMinutes: readRollups(db, '5m'),
    hours: readRollups(db, '1h'),
  };
}

export type Tables = ReturnType<typeof openTables>;
