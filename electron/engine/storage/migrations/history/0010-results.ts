import type { Migration } from '../../migrate.ts';

/** Monitors, their raw results and the pool of messages that results refer to. */
export const results: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      -- Rows outlive their monitor's configuration, so that its history keeps its name.
      CREATE TABLE monitors (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        -- Wall time of the first result, epoch milliseconds.
        first_at INTEGER NOT NULL
      ) STRICT;

      -- Results of one monitor while how long a result holds stays the same, for at most 24 days: a row then needs
      -- neither its monitor, nor its full time, nor its hold.
      CREATE TABLE series (
        key INTEGER PRIMARY KEY,
        monitor INTEGER NOT NULL REFERENCES monitors (key),
        base_at INTEGER NOT NULL,
        holds_ms INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX series_of_monitor ON series (monitor, base_at);

      CREATE TABLE messages (
        id INTEGER PRIMARY KEY,
        -- First 48 bits of SHA-256 of the text.
        hash INTEGER NOT NULL,
        -- Time of a result that refers to it, at most an hour older than the newest such.
        last_at INTEGER NOT NULL,
        text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX messages_by_hash ON messages (hash);

      -- One row a check. at is milliseconds after the series' base; packed is explained in history/pack.ts;
      -- message is messages.id, or 0.
      CREATE TABLE results (
        series INTEGER NOT NULL,
        at INTEGER NOT NULL,
        packed INTEGER NOT NULL,
        message INTEGER NOT NULL,
        PRIMARY KEY (series, at)
      ) WITHOUT ROWID, STRICT;
    `);
  },
};
