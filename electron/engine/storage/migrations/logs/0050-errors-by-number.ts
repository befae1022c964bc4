import type { Migration } from '../../migrate.ts';

/** Errors are asked for by their number or their group; the index by source and time was written and never read. */
export const errorsByNumber: Migration = {
  version: 50,
  up(db) {
    db.exec('DROP INDEX error_records_by_time');
  },
};
