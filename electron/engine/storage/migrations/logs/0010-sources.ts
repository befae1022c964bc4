import type { Migration } from '../../migrate.ts';

/** Log sources, their files with tail checkpoints, and named gaps. */
export const sources: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      CREATE TABLE sources (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        added_at INTEGER NOT NULL
      ) STRICT;

      -- One row a log, wherever rotation carries it. head is the fingerprint of its first head_bytes (1,000 at most),
      -- tail that of the last 1,000 bytes before position; both of the decompressed text.
      CREATE TABLE files (
        key INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (key),
        path TEXT NOT NULL,
        device INTEGER,
        inode INTEGER,
        head BLOB,
        head_bytes INTEGER NOT NULL,
        tail BLOB,
        -- The tail checkpoint: everything before it is stored.
        position INTEGER NOT NULL,
        format TEXT,
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        -- Set when it left the directory or was read to its end for good.
        finished_at INTEGER
      ) STRICT;
      CREATE INDEX files_of_source ON files (source, finished_at);
      CREATE INDEX files_by_head ON files (head);

      CREATE TABLE gaps (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES files (key),
        at INTEGER NOT NULL,
        position INTEGER NOT NULL,
        -- Null where the size does not tell.
        bytes INTEGER,
        reason TEXT NOT NULL
      ) STRICT;
    `);
  },
};
