import path from 'node:path';
import { HISTORY_FILE, LOGS_FILE } from './data-dir.ts';
import { StorageError } from './errors.ts';
import { refuseNewer, type Migration } from './migrate.ts';
import { historyMigrations } from './migrations/history/index.ts';
import { logsMigrations } from './migrations/logs/index.ts';
import { peekVersion } from './peek-version.ts';

/**
 * Looks at both databases before either is opened, so that a newer one stops the start with nothing touched. What
 * else is wrong with one is told by whoever opens it.
 * @throws StorageError `newer-version`
 */
export function refuseNewerDatabases(dataDir: string): void {
  check(path.join(dataDir, HISTORY_FILE), historyMigrations);
  check(path.join(dataDir, LOGS_FILE), logsMigrations);
}

function check(file: string, migrations: readonly Migration[]): void {
  try {
    refuseNewer(file, peekVersion(file) ?? 0, migrations);
  } catch (error) {
    if (!(error instanceof StorageError) || error.code === 'newer-version') throw error;
  }
}
