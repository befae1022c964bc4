import type { Database } from 'better-sqlite3';
import type { Mark, NotificationRecord } from '../../../../shared/contract/schemas.ts';
import type { PauseChange } from '../../monitors/events.ts';

/** What a notification spoke for. */
export interface NotificationContext {
  /** Ids of rules. */
  rules: readonly string[];
  incidentId: string | null;
}

/** Writes marks, pauses, and what was shown. */
export function writeHappenings(db: Database) {
  const mark = db.prepare('INSERT INTO marks (at, kind, monitor, text) VALUES (?, ?, ?, ?)');
  const notification = db.prepare(
    `INSERT INTO notifications
       (at, channel, kind, severity, title, body, subjects, outcome, detail, rules, incident)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const pause = db.prepare('INSERT INTO pauses (monitor, from_at, until_at, by) VALUES (?, ?, ?, ?)');
  const resume = db.prepare('UPDATE pauses SET ended_at = ? WHERE monitor IS ? AND ended_at IS NULL');
  return {
    mark: (monitor: number | null, { at, kind, text }: Mark) => void mark.run(at, kind, monitor, text),
    notification: (one: NotificationRecord, about: NotificationContext) =>
      void notification.run(
        one.at,
        one.channel,
        one.kind,
        one.severity,
        one.title,
        one.body,
        JSON.stringify(one.subjects),
        one.outcome,
        one.detail,
        JSON.stringify(about.rules),
        about.incidentId,
      ),
    /** A new pause ends the one before. `monitor` null means everything. */
    pause(monitor: number | null, { at, paused, by }: Omit<PauseChange, 'monitorId'>): void {
      resume.run(at, monitor);
      if (paused) pause.run(monitor, paused.since, paused.until, by);
    },
  };
}
