import type {
  AlertCommit,
  AlertStore,
  AwayMemory,
  HandWrite,
  LedgerEntry,
} from '../../electron/engine/alerts/alert-store.ts';
import type { DueEvidence } from '../../electron/engine/alerts/evidence/due-evidence.ts';
import type { IncidentChange, IncidentEvent } from '../../electron/engine/alerts/core/effects.ts';
import type { LogCursor } from '../../electron/engine/alerts/logs/log-cursor.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import type { SilenceRow } from '../../electron/engine/storage/tables/silences.ts';

/** A store in memory that keeps what a database would, so that a second service can start from it. */
export class MemoryAlertStore implements AlertStore {
  core: string | null = null;
  away: AwayMemory | null = null;
  evidence: DueEvidence[] = [];
  outbox = new Map<string, OutgoingNotification>();
  ledger: LedgerEntry[] = [];
  incidents = new Map<string, IncidentChange>();
  events: IncidentEvent[] = [];
  byHand: HandWrite[] = [];
  logCursor: LogCursor | null = null;

  loadCore() {
    return this.core;
  }

  loadAway() {
    return this.away;
  }

  loadDueEvidence() {
    return this.evidence;
  }

  loadLogCursor() {
    return this.logCursor;
  }

  loadSilences(since: number): SilenceRow[] {
    const removed = new Map(
      this.byHand.flatMap((write) => (write.kind === 'unsilence' ? [[write.id, write.at] as const] : [])),
    );
    return this.byHand
      .flatMap((write) => (write.kind === 'silence' ? [write.row] : []))
      .map((row) => ({ ...row, removedAt: removed.get(row.id) ?? null }))
      .filter(({ until, removedAt }) => (until ?? Infinity) > since && (removedAt ?? Infinity) > since);
  }

  openIncidents(): IncidentChange[] {
    return [...this.incidents.values()].filter(({ endedAt }) => endedAt === null);
  }

  commit(change: AlertCommit) {
    this.core = change.memory.core;
    this.away = change.memory.away;
    this.evidence = change.memory.evidence;
    this.logCursor = change.logCursor ?? this.logCursor;
    this.ledger.push(...change.ledger);
    this.events.push(...change.events);
    this.byHand.push(...change.byHand);
    for (const incident of change.incidents) this.incidents.set(incident.id, incident);
    for (const notification of change.queued) this.outbox.set(notification.id, notification);
    for (const id of change.settled) this.outbox.delete(id);
  }
}
