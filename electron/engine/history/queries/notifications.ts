import type { NotificationRecord } from '../../../../shared/contract/schemas.ts';
import type { Tables } from './tables.ts';

type Row = Omit<NotificationRecord, 'subjects'> & { subjects: string };

/** The newest notifications and what became of them, newest first; `subject` null means of all monitors. */
export function notificationsQuery({ db }: Tables) {
  const rows = db.prepare<{ subject: string | null; limit: number }, Row>(
    `SELECT at, channel, kind, severity, title, body, subjects, outcome, detail FROM notifications
     WHERE @subject IS NULL OR EXISTS (SELECT 1 FROM json_each(subjects) WHERE value = @subject)
     ORDER BY at DESC, id DESC LIMIT @limit`,
  );
  return ({
    limit,
    subject = null,
  }: {
    limit: number;
    subject?: string | null;
  }): {
    notifications: NotificationRecord[];
  } => ({
    notifications: rows
      .all({ subject, limit })
      .map((row) => ({ ...row, subjects: JSON.parse(row.subjects) as string[] })),
  });
}
