import type { Database } from 'better-sqlite3';
import type { Severity } from '../../../../shared/domain/severity.ts';

/** An incident as it is kept; its timeline is kept beside it. */
export interface IncidentRow {
  id: string;
  subject: string;
  severity: Severity;
  startedAt: number;
  /** Null while it is open. */
  endedAt: number | null;
  rules: readonly string[];
  /** What it is about, in one line. */
  summary: string;
}

/** One line of an incident's timeline. */
export interface IncidentEventRow {
  incident: string;
  at: number;
  kind: string;
  text: string;
}

/** Writes incidents and their timelines. */
export function writeIncidents(db: Database) {
  const put = db.prepare(
    `INSERT INTO incidents (id, subject, severity, started_at, ended_at, rules, summary)
     VALUES (@id, @subject, @severity, @startedAt, @endedAt, @rules, @summary)
     ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, ended_at = excluded.ended_at,
       rules = excluded.rules, summary = excluded.summary`,
  );
  const event = db.prepare('INSERT INTO incident_events (incident, at, kind, text) VALUES (?, ?, ?, ?)');
  return {
    /** Also an incident that changed: it goes on, worsens, ends, or is open again. */
    put: (row: IncidentRow) => void put.run({ ...row, rules: JSON.stringify(row.rules) }),
    addEvent: ({ incident, at, kind, text }: IncidentEventRow) => void event.run(incident, at, kind, text),
  };
}
