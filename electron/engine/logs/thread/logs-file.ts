import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../ports.ts';
import { LOGS_FILE } from '../../storage/data-dir.ts';
import { logsMigrations } from '../../storage/migrations/logs/index.ts';
import { closeDatabase, openDatabase } from '../../storage/open.ts';
import { logTables, type LogTables } from '../store/log-tables.ts';

const CACHE_KIB = 4 * 1024;
/** So long after a failure the file is not tried again: opening it can take seconds where it is locked. */
const RETRY_MS = 5000;

/** logs.db, opened when it is first needed. */
export interface LogsFile {
  /** @throws StorageError while it cannot be opened */
  tables(): LogTables;
  /** Everything that logs take on disk. */
  bytes(): number;
  close(): void;
}

export function logsFile(dataDir: string, clock: Clock): LogsFile {
  const file = path.join(dataDir, LOGS_FILE);
  let open: LogTables | null = null;
  let failed: { error: unknown; at: number } | null = null;
  return {
    tables() {
      if (open) return open;
      if (failed && clock.monotonic() - failed.at < RETRY_MS) throw failed.error;
      try {
        const db = openDatabase(file, logsMigrations);
        // What is deleted leaves no bytes behind: a secret may be among it.
        db.pragma('secure_delete = ON');
        // Records are appended; of what is read again there is little.
        db.pragma(`cache_size = -${CACHE_KIB}`);
        open = logTables(db);
        return open;
      } catch (error) {
        failed = { error, at: clock.monotonic() };
        throw error;
      }
    },
    bytes: () => [file, `${file}-wal`].reduce((sum, each) => sum + sizeOf(each), 0),
    close() {
      if (open) closeDatabase(open.db);
      open = null;
    },
  };
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
