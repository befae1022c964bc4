import type { OutgoingNotification } from './notifier.ts';

/** What became of one notification; `dropped` when it was not worth showing any more. */
export interface DeliveryOutcome {
  notification: OutgoingNotification;
  outcome: 'shown' | 'failed' | 'dropped';
  /** What showed it, or why nothing did. */
  detail: string;
}
