import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { LOGS_FILE } from '../storage/data-dir.ts';
import { schemaVersion } from '../storage/migrate.ts';
import { logsMigrations } from '../storage/migrations/logs/index.ts';
import { closeDatabase, openDatabase } from '../storage/open.ts';
import type { LogsCallName, LogsCalls } from './logs-messages.ts';

/** Rows in one transaction; some milliseconds. */
const ROWS_AT_ONCE = 500;

export type LogsHandlers = {
  [N in LogsCallName]: (params: LogsCalls[N]['params']) => LogsCalls[N]['answer'];
};

/**
 * Opens logs.db for writing and answers for it.
 * @throws StorageError
 */
export function openLogsStore(dataDir: string): LogsHandlers {
  const file = path.join(dataDir, LOGS_FILE);
  const db = openDatabase(file, logsMigrations);
  const retain = retention(db);
  return {
    status: () => ({ schema: schemaVersion(db), bytes: bytesOf(file) }),
    retain: ({ logsMs, now }) => ({ more: retain(now - logsMs) }),
    flush: () => null,
    close() {
      closeDatabase(db);
      return null;
    },
  };
}

/** Deletes what is older than `cutoff`, a bounded number of rows in one transaction; true where more is left. */
function retention(db: Database): (cutoff: number) => boolean {
  const steps = [
    `DELETE FROM hot_records WHERE seq IN (SELECT seq FROM hot_records WHERE read_at < @cutoff LIMIT @rows)`,
    `DELETE FROM blocks WHERE first_seq IN (SELECT first_seq FROM blocks WHERE time_to < @cutoff LIMIT @rows)`,
    `DELETE FROM error_records WHERE seq IN (SELECT seq FROM error_records WHERE time < @cutoff LIMIT @rows)`,
    `DELETE FROM log_counts WHERE (source, minute, level) IN
       (SELECT source, minute, level FROM log_counts WHERE minute < @cutoff / 60000 LIMIT @rows)`,
  ].map((sql) => db.prepare<{ cutoff: number; rows: number }>(sql));
  const run = db.transaction((cutoff: number) =>
    steps.map((step) => step.run({ cutoff, rows: ROWS_AT_ONCE }).changes),
  );
  return (cutoff) => {
    const deleted = run.immediate(cutoff);
    db.pragma('incremental_vacuum(200)');
    return deleted.some((rows) => rows === ROWS_AT_ONCE);
  };
}

function bytesOf(file: string): number {
  return [file, `${file}-wal`].reduce((sum, each) => sum + (existsSync(each) ? statSync(each).size : 0), 0);
}
