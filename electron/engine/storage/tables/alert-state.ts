import type { Database } from 'better-sqlite3';
import type { SavedAlert } from '../../alerts/alert-store.ts';

/** Alerts that are not inactive, for readers: one row for a rule and a subject. */
export function alertStateTable(db: Database) {
  const all = db.prepare<[], string>('SELECT json FROM alert_state ORDER BY rule, subject').pluck();
  const clear = db.prepare('DELETE FROM alert_state');
  const insert = db.prepare('INSERT INTO alert_state (rule, subject, json) VALUES (?, ?, ?)');
  return {
    all: () => all.all().map((json) => JSON.parse(json) as SavedAlert),
    replace(alerts: readonly SavedAlert[]): void {
      clear.run();
      for (const alert of alerts) insert.run(alert.rule, alert.subject, JSON.stringify(alert));
    },
  };
}
