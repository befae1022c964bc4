import type { Database } from 'better-sqlite3';
import type { IncidentChange, IncidentEvent } from '../../alerts/core/effects.ts';

/** Incidents without an end, oldest first. */
export function readOpenIncidents(db: Database) {
  const open = db.prepare<[], Omit<IncidentChange, 'rules'> & { rules: string }>(
    `SELECT id, subject, severity, started_at AS startedAt, ended_at AS endedAt, rules FROM incidents
     WHERE ended_at IS NULL ORDER BY started_at, id`,
  );
  return (): IncidentChange[] =>
    open.all().map((row) => ({ ...row, rules: JSON.parse(row.rules) as string[] }));
}

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
