import type { Migration } from '../../migrate.ts';

/** A name of its own for each logs.db: who remembers how far it was read can tell that it began anew. */
export const store: Migration = {
  version: 40,
  up(db) {
    db.exec(`
      CREATE TABLE store (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL) STRICT;
      INSERT INTO store VALUES (1, lower(hex(randomblob(16))));
    `);
  },
};
