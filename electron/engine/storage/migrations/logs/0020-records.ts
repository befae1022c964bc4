import type { Migration } from '../../migrate.ts';

/** Records: the newest as hot rows, older ones in compressed blocks; error groups; histogram rollups. */
export const records: Migration = {
  version: 20,
  up(db) {
    db.exec(`
      -- seq orders records as they were read; a block takes over the range of its rows.
      CREATE TABLE hot_records (
        seq INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (key),
        file INTEGER NOT NULL REFERENCES files (key),
        position INTEGER NOT NULL,
        time INTEGER NOT NULL,
        read_at INTEGER NOT NULL,
        level INTEGER NOT NULL,
        service TEXT,
        lines INTEGER NOT NULL,
        flags INTEGER NOT NULL,
        raw TEXT NOT NULL
      ) STRICT;

      CREATE TABLE blocks (
        first_seq INTEGER PRIMARY KEY,
        last_seq INTEGER NOT NULL,
        source INTEGER NOT NULL REFERENCES sources (key),
        time_from INTEGER NOT NULL,
        time_to INTEGER NOT NULL,
        records INTEGER NOT NULL,
        raw_bytes INTEGER NOT NULL,
        -- JSON: counts by level and by service.
        levels TEXT NOT NULL,
        services TEXT NOT NULL,
        -- zstd of the lines as they came, redacted; and of what was read from them.
        lines BLOB NOT NULL,
        meta BLOB NOT NULL
      ) STRICT;
      CREATE INDEX blocks_by_time ON blocks (source, time_to);

      -- Records of level error and worse stay rows as well, for groups and evidence.
      CREATE TABLE error_records (
        seq INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (key),
        error_group INTEGER,
        time INTEGER NOT NULL,
        raw TEXT NOT NULL
      ) STRICT;
      CREATE INDEX error_records_by_time ON error_records (source, time);
      CREATE INDEX error_records_of_group ON error_records (error_group, time);

      CREATE TABLE error_groups (
        key INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (key),
        fingerprint TEXT NOT NULL,
        title TEXT NOT NULL,
        level INTEGER NOT NULL,
        state TEXT NOT NULL,
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        count INTEGER NOT NULL,
        -- JSON: the newest sample.
        sample TEXT NOT NULL,
        -- Where a group was merged into another by hand.
        merged_into INTEGER REFERENCES error_groups (key),
        UNIQUE (source, fingerprint)
      ) STRICT;

      CREATE TABLE group_counts (
        error_group INTEGER NOT NULL REFERENCES error_groups (key) ON DELETE CASCADE,
        hour INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (error_group, hour)
      ) WITHOUT ROWID, STRICT;

      -- minute is epoch time divided by 60,000.
      CREATE TABLE log_counts (
        source INTEGER NOT NULL REFERENCES sources (key),
        minute INTEGER NOT NULL,
        level INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (source, minute, level)
      ) WITHOUT ROWID, STRICT;
    `);
  },
};
