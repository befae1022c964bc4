import type { Migration } from '../../migrate.ts';

/**
 * Checkpoints that know a log again by its fingerprints, records as the search reads them, and groups that can be
 * merged and split. The tables they take the place of never held a row.
 */
export const storedRecords: Migration = {
  version: 30,
  up(db) {
    db.exec(`
      DROP TABLE group_counts;
      DROP TABLE error_records;
      DROP TABLE error_groups;
      DROP TABLE blocks;
      DROP TABLE hot_records;
      DROP TABLE gaps;
      DROP TABLE files;
      DROP TABLE log_counts;

      -- One row a log, wherever rotation carries it: "log" names it within its source for good.
      CREATE TABLE files (
        key INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (key),
        log INTEGER NOT NULL,
        path TEXT NOT NULL,
        -- JSON of the TailCheckpoint.
        checkpoint TEXT NOT NULL,
        -- JSON of how far the making of records is, so that a restart reads on as before; null where nothing was read.
        reader TEXT,
        -- What lies before it was there when its source was added.
        backfill_to INTEGER NOT NULL DEFAULT 0,
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        UNIQUE (source, log)
      ) STRICT;

      CREATE TABLE gaps (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES files (key) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        position INTEGER NOT NULL,
        -- Null where the size does not tell.
        bytes INTEGER,
        reason TEXT NOT NULL
      ) STRICT;
      CREATE INDEX gaps_of_file ON gaps (file);
      CREATE INDEX gaps_by_time ON gaps (at);

      -- The newest records. seq orders records as they were read; a block takes over the range of its rows.
      CREATE TABLE hot_records (
        seq INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (key),
        -- JSON array with the key of the file that it came from; also_in has the others.
        files TEXT NOT NULL,
        position INTEGER NOT NULL,
        time INTEGER NOT NULL,
        read_at INTEGER NOT NULL,
        level INTEGER NOT NULL,
        service TEXT,
        lines INTEGER NOT NULL,
        -- RECORD_FLAGS of stored-record.ts.
        flags INTEGER NOT NULL,
        -- How to read raw again: the names of container and format.
        format TEXT NOT NULL,
        error_group INTEGER,
        raw TEXT NOT NULL,
        -- Silence closed it: lines that come until then may still belong to it, and it goes into no block.
        reopen_until INTEGER
      ) STRICT;
      CREATE INDEX hot_records_by_time ON hot_records (time);
      CREATE INDEX hot_records_of_source ON hot_records (source);

      -- Where else a record came from: files whose own record was byte for byte the same.
      CREATE TABLE also_in (
        seq INTEGER NOT NULL,
        file INTEGER NOT NULL REFERENCES files (key),
        position INTEGER NOT NULL,
        PRIMARY KEY (seq, file)
      ) WITHOUT ROWID, STRICT;

      -- The number of the next record: numbers are never given twice, whatever was deleted.
      CREATE TABLE next_seq (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL) STRICT;
      INSERT INTO next_seq VALUES (1, 1);

      -- Records of one source, compressed: see block.ts for lines and meta.
      CREATE TABLE blocks (
        first_seq INTEGER PRIMARY KEY,
        last_seq INTEGER NOT NULL,
        source INTEGER NOT NULL REFERENCES sources (key),
        time_from INTEGER NOT NULL,
        time_to INTEGER NOT NULL,
        read_to INTEGER NOT NULL,
        records INTEGER NOT NULL,
        raw_bytes INTEGER NOT NULL,
        -- JSON arrays: counts by level, trace first; the services that occur.
        levels TEXT NOT NULL,
        services TEXT NOT NULL,
        lines BLOB NOT NULL,
        meta BLOB NOT NULL,
        -- What cannot occur in lines, or null where that was not worked out.
        filter BLOB
      ) STRICT;
      CREATE INDEX blocks_by_time ON blocks (time_to);
      CREATE INDEX blocks_unfiltered ON blocks (first_seq) WHERE filter IS NULL;
      CREATE INDEX blocks_by_reading ON blocks (read_to);
      CREATE INDEX blocks_of_source ON blocks (source, time_to);
      CREATE INDEX blocks_by_seq ON blocks (last_seq);

      CREATE TABLE error_groups (
        key INTEGER PRIMARY KEY,
        fingerprint TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        service TEXT,
        level INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'regressed', 'resolved', 'ignored')),
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        count INTEGER NOT NULL,
        -- The group that it was merged into by hand; its own counts stay with it, so that it can be taken out again.
        merged_into INTEGER REFERENCES error_groups (key)
      ) STRICT;
      CREATE INDEX error_groups_by_time ON error_groups (last_seen);
      CREATE INDEX error_groups_merged ON error_groups (merged_into) WHERE merged_into IS NOT NULL;

      CREATE TABLE group_counts (
        error_group INTEGER NOT NULL REFERENCES error_groups (key) ON DELETE CASCADE,
        -- Epoch time in minutes.
        minute INTEGER NOT NULL,
        source INTEGER NOT NULL REFERENCES sources (key),
        count INTEGER NOT NULL,
        PRIMARY KEY (error_group, minute, source)
      ) WITHOUT ROWID, STRICT;

      -- Records of level error and worse are rows as well, for groups and evidence; the same as hot_records.
      CREATE TABLE error_records (
        seq INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (key),
        files TEXT NOT NULL,
        position INTEGER NOT NULL,
        time INTEGER NOT NULL,
        read_at INTEGER NOT NULL,
        level INTEGER NOT NULL,
        service TEXT,
        lines INTEGER NOT NULL,
        flags INTEGER NOT NULL,
        format TEXT NOT NULL,
        error_group INTEGER NOT NULL REFERENCES error_groups (key),
        raw TEXT NOT NULL
      ) STRICT;
      CREATE INDEX error_records_by_time ON error_records (source, time);
      CREATE INDEX error_records_of_group ON error_records (error_group, time);

      -- minute is epoch time divided by 60,000.
      CREATE TABLE log_counts (
        source INTEGER NOT NULL REFERENCES sources (key),
        minute INTEGER NOT NULL,
        level INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (source, minute, level)
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX log_counts_by_time ON log_counts (minute);
    `);
  },
};
