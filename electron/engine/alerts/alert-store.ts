import type { Severity } from '../../../shared/domain/severity.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import type { AuditEntry, Digest } from '../../../shared/contract/alert-schemas.ts';
import type { LogCursor } from './logs/log-cursor.ts';
import type { SilenceRow } from '../storage/tables/silences.ts';
import type { DueEvidence } from './evidence/due-evidence.ts';
import type { AckChange, IncidentChange, IncidentEvent, LedgerRow } from './core/effects.ts';

/** One decision, with why: the ledger that answers "why" and "why not". */
export type LedgerEntry = LedgerRow;

/** An alert that is not inactive, as readers of the history see it. */
export interface SavedAlert {
  rule: string;
  subject: string;
  severity: Severity;
  phase: 'pending' | 'firing';
  /** When the phase began. */
  since: number;
  /** When it last began to fire. */
  firedAt: number;
  /** Shown as last known. */
  frozen: boolean;
  /** Why it is held, such as `held gateway`; empty when it is not. */
  held: string;
  value: number | null;
}

/** Whether somebody sits at the machine, and what waits for their return. Times are epoch milliseconds. */
export interface AwayMemory {
  away: boolean;
  /** Since when nobody is or was there, until a card has told of it. */
  from: number | null;
  /** The card that is not dismissed yet. */
  card: Digest | null;
}

/** Everything about alerts that survives a restart. */
export interface AlertMemory {
  /** The state of the core, as `core/save.ts` writes it. */
  core: string;
  alerts: SavedAlert[];
  away: AwayMemory;
  /** What is still to be looked for in timelines of incidents. */
  evidence: DueEvidence[];
}

/** What people did, and what follows for what they did before. */
export type HandWrite =
  | { kind: 'silence'; row: SilenceRow }
  | { kind: 'unsilence'; id: string; at: number }
  | { kind: 'ack'; change: AckChange }
  | { kind: 'audit'; entry: AuditEntry };

/** What one commit writes. */
export interface AlertCommit {
  memory: AlertMemory;
  ledger: readonly LedgerEntry[];
  /** Put into the outbox. */
  queued: readonly OutgoingNotification[];
  /** Ids that leave the outbox. */
  settled: readonly string[];
  incidents: readonly IncidentChange[];
  events: readonly IncidentEvent[];
  /** In the order in which it happened. */
  byHand: readonly HandWrite[];
  /** How far log records have been judged; null where that did not change. */
  logCursor: LogCursor | null;
}

/** Where alerts are kept. What one call commits is committed as a whole, durably. */
export interface AlertStore {
  /** The state of the core as it was committed last, or null. */
  loadCore(): string | null;
  /** Who was there, as it was committed last, or null. */
  loadAway(): AwayMemory | null;
  /** Evidence that was still due. */
  loadDueEvidence(): DueEvidence[];
  /** Silences that were not over by then, oldest first. */
  loadSilences(since: number): SilenceRow[];
  /** Incidents without an end. */
  openIncidents(): IncidentChange[];
  /** How far log records had been judged by then, or null. */
  loadLogCursor(): LogCursor | null;
  commit(change: AlertCommit): void;
}
