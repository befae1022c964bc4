import type { NotificationRecord } from '../../../../shared/contract/schemas.ts';
import type { Tables } from './tables.ts';

type Row = Omit<NotificationRecord, 'subjects'> & { subjects: string };

/** The newest notifications and what became of them, newest first; `subject` null means of all monitors. */
export function notificationsQuery({ db }: Tables) {
  const rows = db.prepare<{ subject: string | null; limit: number; from: number; to: number }, Row>(
    `SELECT at, channel, kind, severity, title, body, subjects, outcome, detail FROM notifications
     WHERE at >= @from AND at < @to
       AND (@subject IS NULL OR EXISTS (SELECT 1 FROM json_each(subjects) WHERE value = @subject))
     ORDER BY at DESC, id DESC LIMIT @limit`,
  );
  return ({
    limit,
    subject = null,
    from = Number.MIN_SAFE_INTEGER,
    to = Number.MAX_SAFE_INTEGER,
  }: {
    limit: number;
    subject?: string | null;
    from?: number;
    to?: number;
  }): {
    notifications: NotificationRecord[];
  } => ({
    notifications: rows
      .all({ subject, limit, from, to })
      .map((row) => ({ ...row, subjects: JSON.parse(row.subjects) as string[] })),
  });
}
