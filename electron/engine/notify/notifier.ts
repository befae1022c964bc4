import type { ChannelConfig, ChannelKindName } from '../../../shared/config/model.ts';
import type { NotificationKind } from '../../../shared/contract/schemas.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { Severity } from '../../../shared/domain/severity.ts';
import type { Card } from './popup.ts';

/** One alert that a message speaks of, for channels with templates of their own; all texts come from outside. */
export interface ToldAlert {
  subject: string;
  /** Name and group of the subject. */
  name: string;
  group: string | null;
  /** What was measured and what it is held against, in words; empty where there is nothing of the kind. */
  value: string;
  threshold: string;
  /** When it began to fire, in epoch milliseconds. */
  since: number;
  /** Of the rule and of the subject. */
  labels: Record<string, string>;
}

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
  alerts: ToldAlert[];
  /** The incident that a click leads to, where it is about one. */
  incidentId: string | null;
  /** Link or text. */
  runbook: string | null;
  /** The first error groups and log lines around the failure; each channel says how much of it leaves. */
  evidence: { title: string; lines: string[] } | null;
  /** Epoch milliseconds of the decision. */
  at: number;
}

/** A message that no alert is behind. */
export function messageOfNoAlert(
  said: Pick<OutgoingNotification, 'id' | 'channelId' | 'kind' | 'title' | 'body' | 'evidence' | 'at'>,
): OutgoingNotification {
  const nothing = {
    subjects: [],
    root: null,
    held: 0,
    rules: [],
    alerts: [],
    incidentId: null,
    runbook: null,
  };
  return { severity: 'info', ...nothing, ...said };
}

/** What an attempt may use beside the message. */
export interface DeliveryContext {
  /** Which attempt this is, counted from 1 over restarts. */
  attempt: number;
  /** Aborted when the attempt has taken too long, or Watchpost ends. */
  signal: AbortSignal;
  /** Takes secrets out of a text. */
  mask: (text: string) => string;
  /** What is known about a monitor, or null. */
  status: (monitorId: string) => MonitorStatus | null;
  /** Where a popup goes that nothing else shows; null where only a real one counts. */
  card: Card | null;
}

/** A way out: one file and one entry in `registry.ts`. */
export interface Notifier<K extends ChannelKindName = ChannelKindName> {
  kind: K;
  /** After so long an attempt has failed. */
  timeoutMs: number;
  /**
   * Hands the message over. Resolves with what took it, for the record. Rejects with an Error whose message tells a
   * person why it could not, a `DeliveryError` where trying again is of no use or has to wait.
   */
  deliver(
    notification: OutgoingNotification,
    channel: Extract<ChannelConfig, { kind: K }>,
    context: DeliveryContext,
  ): Promise<string>;
  /** Ends what is still running, such as popups that wait for a click. */
  stop?(): void;
}
