import type { ChannelConfig } from '../../../shared/config/model.ts';
import type { NotificationKind } from '../../../shared/contract/schemas.ts';
import type { Severity } from '../../../shared/domain/severity.ts';

/** One message on its way out. */
export interface OutgoingNotification {
  /** Unique; the same on every attempt, so that a channel can drop a second copy. */
  id: string;
  channelId: string;
  kind: NotificationKind;
  severity: Severity;
  title: string;
  body: string;
  /** Ids of what it is about: monitors, or `log:SOURCE`. */
  subjects: string[];
  /** The subject that all of it hangs on, where one is known. */
  root: string | null;
  /** How many more subjects are held behind those named. */
  held: number;
  /** Ids of the rules that fired. */
  rules: string[];
  /** The incident that a click leads to, where it is about one. */
  incidentId: string | null;
  /** Link or text. */
  runbook: string | null;
  /** The first error groups and log lines around the failure; each channel says how much of it leaves. */
  evidence: { title: string; lines: string[] } | null;
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
