import type { Database } from 'better-sqlite3';
import type { LedgerEntry } from '../../alerts/alert-store.ts';

/** Decisions about alerts, one row each. */
export function writeLedger(db: Database) {
  const insert = db.prepare(
    'INSERT INTO ledger (at, subject, rule, decision, by, text) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    add: ({ at, subject, rule, decision, by, text }: LedgerEntry) =>
      void insert.run(at, subject, rule, decision, by === '' ? null : by, text),
  };
}
