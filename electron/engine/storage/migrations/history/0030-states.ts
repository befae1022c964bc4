import type { Migration } from '../../migrate.ts';

/** Confirmed states, what monitors remember across restarts, and marks. */
export const states: Migration = {
  version: 30,
  up(db) {
    db.exec(`
      -- at is when the change was decided, since the start of the run of results that led to it.
      CREATE TABLE state_changes (
        id INTEGER PRIMARY KEY,
        monitor INTEGER NOT NULL REFERENCES monitors (key),
        at INTEGER NOT NULL,
        since INTEGER NOT NULL,
        state INTEGER NOT NULL,
        reason TEXT,
        message TEXT NOT NULL
      ) STRICT;
      CREATE INDEX state_changes_of_monitor ON state_changes (monitor, since);
      CREATE INDEX state_changes_by_time ON state_changes (at);

      -- state is null where a body stopped naming the component.
      CREATE TABLE component_changes (
        id INTEGER PRIMARY KEY,
        monitor INTEGER NOT NULL REFERENCES monitors (key),
        path TEXT NOT NULL,
        at INTEGER NOT NULL,
        since INTEGER NOT NULL,
        state INTEGER,
        message TEXT NOT NULL
      ) STRICT;
      CREATE INDEX component_changes_of_monitor ON component_changes (monitor, path, since);
      CREATE INDEX component_changes_by_time ON component_changes (at);

      CREATE TABLE monitor_memory (
        monitor INTEGER PRIMARY KEY REFERENCES monitors (key),
        json TEXT NOT NULL
      ) STRICT;

      CREATE TABLE marks (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        -- Null where it concerns all.
        monitor INTEGER REFERENCES monitors (key),
        text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX marks_by_time ON marks (at);
    `);
  },
};
