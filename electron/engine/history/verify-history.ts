import { historyMigrations } from '../storage/migrations/history/index.ts';
import { openReadOnly } from '../storage/open.ts';
import { verifyRollups } from './verify.ts';

/**
 * What is wrong with a history file, a line for each: rollups that differ from what lies beneath them, and damage to
 * the database or its indexes. Works beside a running instance.
 * @throws StorageError where it cannot be opened
 */
export function verifyHistory(file: string): string[] {
  const db = openReadOnly(file, historyMigrations);
  try {
    // One read transaction: a writer beside us must not change the sums between two tables.
    return db.transaction(() => {
      const integrity = db.pragma('integrity_check') as { integrity_check: string }[];
      const damage = integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok');
      const differences = verifyRollups(db).map(
        ({ monitorId, size, start, text }) =>
          `${monitorId} ${size} ${new Date(start).toISOString()}: ${text}`,
      );
      return [...damage, ...differences];
    })();
  } finally {
    db.close();
  }
}
