import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../../../shared/contract/alert-schemas.ts';

/** Who did what that changes how alerts are told or what is kept. */
export function writeAudit(db: Database) {
  const add = db.prepare('INSERT INTO audit (at, by, action, text) VALUES (@at, @by, @action, @text)');
  return { add: (entry: AuditEntry) => void add.run(entry) };
}

/** The newest entries first. */
export function readAudit(db: Database) {
  const newest = db.prepare<[number], AuditEntry>(
    'SELECT at, by, action, text FROM audit ORDER BY at DESC, id DESC LIMIT ?',
  );
  return (limit: number): AuditEntry[] => newest.all(limit);
}
