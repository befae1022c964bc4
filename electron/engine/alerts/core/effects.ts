/** What the alert core decided in one call. */
import type { Severity } from '../../../../shared/domain/severity.ts';

export type NotificationWord =
  | 'problem'
  | 'update'
  | 'repeat'
  | 'recovery'
  | 'flapping'
  | 'digest'
  | 'summary'
  | 'offline';

/** At one instant notifications go out in this order. */
export const NOTIFICATION_ORDER: readonly NotificationWord[] = [
  'problem',
  'update',
  'repeat',
  'flapping',
  'recovery',
  'digest',
  'summary',
  'offline',
];

/** One alert as a notification speaks of it. */
export interface SpokenAlert {
  rule: string;
  subject: string;
  severity: Severity;
  /** When it began to fire. */
  since: number;
  value: number | null;
  /** Titles of error groups. */
  titles: string[];
  /** How many error groups, titles or not. */
  count: number;
  /** False when it is over. */
  fires: boolean;
}

export interface CoreNotification {
  id: string;
  at: number;
  channel: string;
  kind: NotificationWord;
  severity: Severity;
  subjects: string[];
  /** The subject that all of it hangs on, where one is likely. */
  root: string | null;
  /** How many subjects are held behind those named. */
  held: number;
  rules: string[];
  alerts: SpokenAlert[];
  /** In a digest or summary: how many problems of it are over. */
  over: number;
}

export type Decision =
  | 'fired'
  | 'resolved'
  | 'closed'
  | 'held'
  | 'inhibited'
  | 'grouped'
  | 'silenced'
  | 'delivered'
  | 'failed'
  | 'dropped';

export interface LedgerRow {
  at: number;
  subject: string;
  rule: string;
  decision: Decision;
  /** A monitor's, rule's or silence's id, or a word such as `quiet_hours`; empty where nobody's. */
  by: string;
  /** In words for people. */
  text: string;
}

/** One line of an incident's timeline. */
export interface IncidentEvent {
  incident: string;
  at: number;
  kind:
    | 'alert'
    | 'component'
    | 'state'
    | 'evidence'
    | 'notification'
    | 'ack'
    | 'note'
    | 'restart'
    | 'mark'
    | 'closed'
    | 'reopened';
  text: string;
}

export interface IncidentChange {
  id: string;
  subject: string;
  severity: Severity;
  startedAt: number;
  endedAt: number | null;
  rules: string[];
}

/** Somebody took note of a subject's incident; null: that holds no more. */
export interface AckChange {
  subject: string;
  at: number;
  ack: { by: string; text: string } | null;
}

export interface Effects {
  ledger: LedgerRow[];
  notifications: CoreNotification[];
  /** Incidents that opened, changed or closed, as they are now. */
  incidents: IncidentChange[];
  events: IncidentEvent[];
  acks: AckChange[];
  /** Parents whose last result is older than the failure of a child: to be checked at once. */
  checkNow: string[];
  /** What deserves no popup, only a mark. */
  marks: { at: number; text: string }[];
  /** True when something that must survive a restart has changed. */
  dirty: boolean;
}

export const noEffects = (): Effects => ({
  ledger: [],
  notifications: [],
  incidents: [],
  events: [],
  acks: [],
  checkNow: [],
  marks: [],
  dirty: false,
});
