import type { Migration } from '../../migrate.ts';

/** What keeps alerts quiet, with who and when; and small documents. */
export const quiet: Migration = {
  version: 50,
  up(db) {
    db.exec(`
      CREATE TABLE silences (
        id TEXT PRIMARY KEY,
        -- JSON object of match keys.
        match TEXT NOT NULL,
        from_at INTEGER NOT NULL,
        until_at INTEGER,
        reason TEXT NOT NULL,
        by TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        removed_at INTEGER
      ) WITHOUT ROWID, STRICT;

      CREATE TABLE acks (
        subject TEXT NOT NULL,
        at INTEGER NOT NULL,
        by TEXT NOT NULL,
        text TEXT NOT NULL,
        ended_at INTEGER,
        PRIMARY KEY (subject, at)
      ) WITHOUT ROWID, STRICT;

      -- monitor is null where everything is paused; until_at null means until resumed.
      CREATE TABLE pauses (
        id INTEGER PRIMARY KEY,
        monitor INTEGER REFERENCES monitors (key),
        from_at INTEGER NOT NULL,
        until_at INTEGER,
        ended_at INTEGER,
        by TEXT NOT NULL
      ) STRICT;
      CREATE INDEX pauses_by_time ON pauses (from_at);

      -- Small states that are kept whole: groups of popups, the cursor of the alert evaluation in the logs.
      CREATE TABLE documents (
        name TEXT PRIMARY KEY,
        json TEXT NOT NULL
      ) WITHOUT ROWID, STRICT;
    `);
  },
};
