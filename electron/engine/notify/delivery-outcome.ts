import type { OutgoingNotification } from './notifier.ts';

/**
 * What became of one notification: `window` where a card in the window stood in for the desktop, `dropped` when it was
 * not worth showing any more.
 */
export interface DeliveryOutcome {
  notification: OutgoingNotification;
  outcome: 'shown' | 'window' | 'failed' | 'dropped';
  /** What showed it, or why nothing did. */
  detail: string;
}
