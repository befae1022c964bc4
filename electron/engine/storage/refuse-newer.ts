import path from 'node:path';
import { HISTORY_FILE, LOGS_FILE } from './data-dir.ts';
import { refuseNewer } from './migrate.ts';
import { historyMigrations } from './migrations/history/index.ts';
import { logsMigrations } from './migrations/logs/index.ts';
import { peekVersion } from './peek-version.ts';

/**
 * Looks at both databases before either is opened, so that a newer one stops the start with nothing touched.
 * @throws StorageError `newer-version`, or `not-a-database`
 */
export function refuseNewerDatabases(dataDir: string): void {
  const databases = [
    { file: path.join(dataDir, HISTORY_FILE), migrations: historyMigrations },
    { file: path.join(dataDir, LOGS_FILE), migrations: logsMigrations },
  ];
  for (const { file, migrations } of databases) refuseNewer(file, peekVersion(file) ?? 0, migrations);
}
