import type { Database } from 'better-sqlite3';
import type { IncidentChange, IncidentEvent } from '../../alerts/core/effects.ts';

/** Writes incidents and the lines of their timelines. */
export function writeIncidents(db: Database) {
  const put = db.prepare(
    `INSERT INTO incidents (id, subject, severity, started_at, ended_at, rules) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       severity = excluded.severity, ended_at = excluded.ended_at, rules = excluded.rules`,
  );
  const add = db.prepare('INSERT INTO incident_events (incident, at, kind, text) VALUES (?, ?, ?, ?)');
  const exists = db.prepare<[string], number>('SELECT 1 FROM incidents WHERE id = ?').pluck();
  return {
    put: ({ id, subject, severity, startedAt, endedAt, rules }: IncidentChange) =>
      void put.run(id, subject, severity, startedAt, endedAt, JSON.stringify(rules)),
    /** An event of an incident that retention has taken is let go. */
    addEvent({ incident, at, kind, text }: IncidentEvent): void {
      if (exists.get(incident) !== undefined) add.run(incident, at, kind, text);
    },
  };
}
