import type { OutgoingNotification } from './notifier.ts';

/** A notification that was decided and not settled. */
export interface OutboxEntry {
  notification: OutgoingNotification;
  /** Attempts begun so far. After a crash, the last of them may have arrived. */
  attempts: number;
  /** Not to be tried before; epoch milliseconds. */
  dueAt: number;
}

/** What is kept about deliveries that are not done. Rows come in with the decision and leave with the ledger row. */
export interface Outbox {
  /** The channels that something waits for; null where the history cannot be asked now. */
  channels(): string[] | null;
  /** The oldest entries of a channel, in order; null where the history cannot be asked now. */
  load(channelId: string, limit: number): OutboxEntry[] | null;
  /** An attempt begins: written down before the first byte leaves, so that a kill does not hide it. */
  begun(id: string, attempts: number): void;
  /** An attempt failed; the next is due then. */
  postponed(id: string, dueAt: number): void;
  /** Puts a newer message in the place of one that is too old; it is written with the next decision. */
  replace(id: string, notification: OutgoingNotification): void;
  /** Whether something younger about the same incident waits behind this one. */
  overtaken(notification: OutgoingNotification): boolean;
}
