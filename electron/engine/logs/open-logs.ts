import path from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { LOGS_FILE } from '../storage/data-dir.ts';
import { StorageError } from '../storage/errors.ts';
import { migrate } from '../storage/migrate.ts';
import { logsMigrations } from '../storage/migrations/logs/index.ts';
import { openReadOnly } from '../storage/open.ts';
import {
  createLogQueries,
  type LogQueryAnswer,
  type LogQueryName,
  type LogQueryParams,
} from './queries/index.ts';

/** The logs of a running or stopped instance, for reading. */
export interface Logs {
  /** Whether nothing was ever stored, so that there is no database yet. */
  missing: boolean;
  /** Each in one short read transaction, so that all parts of an answer are of one moment. */
  query<N extends LogQueryName>(name: N, params: LogQueryParams<N>): LogQueryAnswer<N>;
  close(): void;
}

/**
 * Opens the logs without migrating or changing them. Where there is no database yet, nothing is found in it.
 * @throws StorageError, also where its schema is another version's
 */
export function openLogs(dataDir: string): Logs {
  const stored = openStored(path.join(dataDir, LOGS_FILE));
  const db = stored ?? emptyDatabase();
  const queries = createLogQueries(db);
  return {
    missing: stored === null,
    query(name, params) {
      const ask = queries[name] as (params: LogQueryParams<typeof name>) => LogQueryAnswer<typeof name>;
      return db.transaction(ask).deferred(params);
    },
    close: () => void db.close(),
  };
}

function openStored(file: string): Database | null {
  try {
    return openReadOnly(file, logsMigrations);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'missing') return null;
    throw error;
  }
}

function emptyDatabase(): Database {
  const db = new BetterSqlite(':memory:');
  migrate(db, logsMigrations);
  return db;
}
