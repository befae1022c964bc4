import type { Migration } from '../../migrate.ts';

/** Results summed over buckets of 5 minutes and of 1 hour. */
export const rollups: Migration = {
  version: 20,
  up(db) {
    for (const table of ['rollups_5m', 'rollups_1h']) {
      db.exec(`
        -- bucket is the epoch time of its start divided by its length. Counts are scheduled results by state,
        -- *_ms is time by state and adds up to the length. Latency in microseconds, re-checks included;
        -- sketch is explained in history/sketch.ts.
        CREATE TABLE ${table} (
          monitor INTEGER NOT NULL,
          bucket INTEGER NOT NULL,
          healthy INTEGER NOT NULL,
          degraded INTEGER NOT NULL,
          unhealthy INTEGER NOT NULL,
          unknown INTEGER NOT NULL,
          healthy_ms INTEGER NOT NULL,
          degraded_ms INTEGER NOT NULL,
          unhealthy_ms INTEGER NOT NULL,
          unknown_ms INTEGER NOT NULL,
          count INTEGER NOT NULL,
          min_us INTEGER,
          max_us INTEGER,
          sum_us INTEGER NOT NULL,
          sketch TEXT,
          PRIMARY KEY (monitor, bucket)
        ) WITHOUT ROWID, STRICT;
      `);
    }
  },
};
