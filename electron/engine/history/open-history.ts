import path from 'node:path';
import { HISTORY_FILE } from '../storage/data-dir.ts';
import { historyMigrations } from '../storage/migrations/history/index.ts';
import { openReadOnly } from '../storage/open.ts';
import { createQueries, type QueryAnswer, type QueryName, type QueryParams } from './queries/index.ts';

/** The history of a running or stopped instance, for reading. */
export interface History {
  /** Each in one short read transaction, so that all parts of an answer are of one moment. */
  query<N extends QueryName>(name: N, params: QueryParams<N>): QueryAnswer<N>;
  close(): void;
}

/**
 * Opens a history without migrating or changing it.
 * @throws StorageError, also where its schema is another version's
 */
export function openHistory(dataDir: string): History {
  const db = openReadOnly(path.join(dataDir, HISTORY_FILE), historyMigrations);
  const queries = createQueries(db);
  return {
    query(name, params) {
      const ask = queries[name] as (params: QueryParams<typeof name>) => QueryAnswer<typeof name>;
      return db.transaction(ask).deferred(params);
    },
    close: () => void db.close(),
  };
}
