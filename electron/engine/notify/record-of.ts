import type { NotificationRecord } from '../../../shared/contract/schemas.ts';
import type { OutgoingNotification } from './notifier.ts';

/** A notification as the history keeps it, with what became of it. */
export function recordOf(
  { channelId, kind, severity, title, body, subjects }: OutgoingNotification,
  became: Pick<NotificationRecord, 'at' | 'outcome' | 'detail'>,
): NotificationRecord {
  return { channel: channelId, kind, severity, title, body, subjects, ...became };
}
