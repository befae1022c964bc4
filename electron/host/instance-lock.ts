import Database from 'better-sqlite3';
import { chmodSync } from 'node:fs';
import path from 'node:path';

/** Held for as long as an instance lives; the operating system frees it when the process dies, however it dies. */
export interface InstanceLock {
  release(): void;
}

/**
 * Takes the lock that makes an instance the only one of its data directory.
 * @returns null when another process holds it
 * @throws when the lock file cannot be opened, with SQLite's reason
 */
export function acquireInstanceLock(dataDir: string): InstanceLock | null {
  const file = path.join(dataDir, 'instance.lock.db');
  const db = new Database(file, { timeout: 0 });
  try {
    chmodSync(file, 0o600);
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => void db.close() };
}
