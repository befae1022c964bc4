import type { Migration } from '../../migrate.ts';

/** Alerts, incidents, the ledger of decisions and what was delivered. Subjects are texts: a monitor's id or log:SOURCE. */
export const alerts: Migration = {
  version: 40,
  up(db) {
    db.exec(`
      CREATE TABLE alert_state (
        rule TEXT NOT NULL,
        subject TEXT NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (rule, subject)
      ) WITHOUT ROWID, STRICT;

      CREATE TABLE incidents (
        id TEXT PRIMARY KEY,
        subject TEXT NOT NULL,
        severity TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        -- Null while it is open.
        ended_at INTEGER,
        -- JSON array of rule ids.
        rules TEXT NOT NULL
      ) WITHOUT ROWID, STRICT;
      CREATE INDEX incidents_by_time ON incidents (started_at);
      CREATE INDEX incidents_open ON incidents (subject) WHERE ended_at IS NULL;

      CREATE TABLE incident_events (
        id INTEGER PRIMARY KEY,
        incident TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX incident_events_of_incident ON incident_events (incident, at);

      -- One row a transition or decision, never one an evaluation.
      CREATE TABLE ledger (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        subject TEXT NOT NULL,
        rule TEXT,
        decision TEXT NOT NULL,
        -- Whose doing: a monitor's, rule's or silence's id, or a word such as quiet_hours.
        by TEXT,
        text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX ledger_of_subject ON ledger (subject, at);
      CREATE INDEX ledger_by_time ON ledger (at);

      -- Deliveries not yet done; committed together with the decision that made them.
      CREATE TABLE outbox (
        id INTEGER PRIMARY KEY,
        -- Names the delivery to the outside, so that it is not done twice.
        delivery_key TEXT NOT NULL UNIQUE,
        channel TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX outbox_due ON outbox (due_at);

      -- What was shown, or could not be.
      CREATE TABLE notifications (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        channel TEXT NOT NULL,
        kind TEXT NOT NULL,
        severity TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        -- JSON array.
        subjects TEXT NOT NULL,
        outcome TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
      CREATE INDEX notifications_by_time ON notifications (at);
    `);
  },
};
