import type { Severity } from '../../../shared/domain/severity.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import type { Alert } from './alert.ts';
import type { GroupState } from './group.ts';

/** Why a decision was taken, one row a decision: the ledger that answers "why" and "why not". */
export interface LedgerEntry {
  at: number;
  subject: string;
  rule: string;
  decision: 'fired' | 'resolved' | 'closed' | 'queued' | 'delivered' | 'failed' | 'dropped';
  /** In words for people. */
  text: string;
}

/** An alert with what belongs to it, as it survives a restart. */
export interface SavedAlert {
  rule: string;
  subject: string;
  severity: Severity;
  alert: Alert;
}

/** Everything about alerts that survives a restart. */
export interface AlertMemory {
  alerts: SavedAlert[];
  /** By channel and group. */
  groups: Record<string, GroupState>;
}

/** Where alerts are kept. What one call commits is committed as a whole, durably. */
export interface AlertStore {
  loadMemory(): AlertMemory | null;
  commit(change: {
    memory: AlertMemory;
    ledger: readonly LedgerEntry[];
    /** Put into the outbox. */
    queued: readonly OutgoingNotification[];
    /** Ids that leave the outbox. */
    settled: readonly string[];
  }): void;
}
