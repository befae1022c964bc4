import type { ChannelConfig } from '../../../shared/config/model.ts';
import type { Severity } from '../../../shared/domain/severity.ts';

/** One message on its way out. */
export interface OutgoingNotification {
  /** Unique; the same on every attempt, so that a channel can drop a second copy. */
  id: string;
  channelId: string;
  kind: 'problem' | 'recovery' | 'test';
  severity: Severity;
  title: string;
  body: string;
  /** Ids of the monitors it is about. */
  subjects: string[];
  /** Epoch milliseconds of the decision. */
  at: number;
}

/** A way out: one file and one entry in `registry.ts`. */
export interface Notifier {
  kind: ChannelConfig['kind'];
  /**
   * Hands the message over. Resolves with what showed it, for the record; rejects with an Error whose message
   * tells a person why it could not.
   */
  deliver(notification: OutgoingNotification): Promise<string>;
}
