import type { Migration } from '../../migrate.ts';

/** Which rules and which incident a notification speaks for, and who changed what. */
export const incidents: Migration = {
  version: 80,
  up(db) {
    db.exec(`
      CREATE INDEX incidents_of_subject ON incidents (subject, started_at);

      -- JSON array of rule ids, and the incident that it belongs to.
      ALTER TABLE notifications ADD COLUMN rules TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE notifications ADD COLUMN incident TEXT;

      CREATE INDEX ledger_of_rule ON ledger (rule, at);

      -- Silences, acks, pauses, differences of the configuration, deletions, exports.
      CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        by TEXT NOT NULL,
        action TEXT NOT NULL,
        text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX audit_by_time ON audit (at);
    `);
  },
};
