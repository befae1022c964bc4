import path from 'node:path';
import type { Retention } from '../../../shared/config/model.ts';
import type { AuditEntry } from '../../../shared/contract/alert-schemas.ts';
import type { Mark, NotificationRecord } from '../../../shared/contract/schemas.ts';
import type { CheckResult } from '../../../shared/domain/check-result.ts';
import type { AlertStore } from '../alerts/alert-store.ts';
import type { ComponentChange, PauseChange, StateChange } from '../monitors/events.ts';
import type { Outbox } from '../notify/outbox.ts';
import type { Cancel, Clock, Logger } from '../ports.ts';
import type { ReportStore } from '../reports/report-store.ts';
import { HISTORY_FILE } from '../storage/data-dir.ts';
import type { StorageError } from '../storage/errors.ts';
import { historyMigrations } from '../storage/migrations/history/index.ts';
import { closeDatabase, openDatabase } from '../storage/open.ts';
import { documents, PROVEN_CANARIES } from '../storage/tables/documents.ts';
import { writeAudit } from '../storage/tables/audit.ts';
import { writeHappenings, type NotificationContext } from '../storage/tables/happenings.ts';
import { readMemory } from '../storage/tables/memory.ts';
import { writeStates } from '../storage/tables/states.ts';
import { alertStore } from './alert-store.ts';
import { committer } from './commit.ts';
import { historyOutbox } from './outbox.ts';
import { reportStore } from './report-store.ts';
import { Pending } from './pending.ts';
import { startRetentionRun, type RetentionRun } from './retention-run.ts';
import { Tracks } from './tracks.ts';
import { WriteQueue, type Write } from './write-queue.ts';

/** Results that wait in memory while the database cannot be written: half an hour of 500 monitors at 10 s. */
const MOST_WAITING = 100_000;
/** Results in one transaction. */
const MOST_AT_ONCE = 20_000;
const CLOSE_EVERY_MS = 60_000;
/** So far from where raw rows begin, no deleted one holds any more. */
const RAW_MARGIN_MS = 3_600_000;

export interface WriterPorts {
  clock: Clock;
  logger: Logger;
  /** Told when the history cannot be written, and with null when it can again. */
  onProblem?: (problem: StorageError | null) => void;
}

/** The sole writer of history.db. Nothing it is told throws: what cannot be written waits in memory. */
export interface HistoryWriter {
  /** Committed within 250 ms. `holdsForMs` is how long it holds where no other follows. */
  recordResult(result: CheckResult, holdsForMs: number): void;
  recordStateChange(change: StateChange): void;
  recordComponentChange(change: ComponentChange): void;
  recordMark(mark: Mark): void;
  recordNotification(notification: NotificationRecord, about: NotificationContext): void;
  recordAudit(entry: AuditEntry): void;
  /** `monitorId` null means everything. */
  recordPause(change: Omit<PauseChange, 'monitorId'> & { monitorId: string | null }): void;
  /** What a monitor shall know after a restart, as JSON text; see `history/memory.ts`. */
  saveMemory(monitorId: string, json: string): void;
  /** For a monitor that left the configuration. Its history stays. */
  forgetMemory(monitorId: string): void;
  /** By monitor id. */
  loadMemories(): Map<string, string>;
  /** Canaries that have answered at some time: their silence means something, also after a restart. */
  saveCanaries(addresses: readonly string[]): void;
  loadCanaries(): string[];
  /** Alerts, ledger and outbox; each commit reaches the disk before it returns where the disk allows. */
  alerts: AlertStore;
  /** Deliveries that are not done. */
  outbox: Outbox;
  /** Which reports went out. */
  reports: ReportStore;
  /** Begins to delete what is older than it is to be kept. */
  retain(retention: Retention): RetentionRun;
  /** Commits what waits. False where that is not possible now. */
  flush(): boolean;
  /** What is the matter, or null. */
  problem(): StorageError | null;
  close(): void;
}

/**
 * Opens the history for writing and brings it to the newest schema; one writer for a data directory.
 * @throws StorageError
 */
export function openHistoryWriter(dataDir: string, { clock, logger, onProblem }: WriterPorts): HistoryWriter {
  const db = openDatabase(path.join(dataDir, HISTORY_FILE), historyMigrations);
  const pending = new Pending();
  const tracks = new Tracks(db, pending);
  const states = writeStates(db);
  const happenings = writeHappenings(db);
  const audit = writeAudit(db);
  const memory = readMemory(db);
  const kept = documents(db);
  const commit = committer(db, (late, at) => tracks.settleLate(late, at));
  /** Results were dropped: what was folded from them no longer matches the rows. */
  let dropped = 0;

  const write: Write = () => {
    const batch = pending.results.slice(0, MOST_AT_ONCE);
    const all = batch.length === pending.results.length;
    commit.results(pending, batch);
    if (all) {
      if (dropped > 0) {
        pending.forgetRollups();
        tracks.restoreAll();
      }
      commit.rest(pending);
    }
    return () => {
      pending.results.splice(0, batch.length);
      if (all) {
        pending.clear();
        dropped = 0;
      }
      return !all;
    };
  };

  const queue = new WriteQueue({ db, clock, write, onRollback: commit.forgetMessages, onProblem: tell });

  function tell(problem: StorageError | null): void {
    if (problem) {
      logger.warn('the history cannot be written; it waits in memory', { problem: problem.message });
    } else {
      logger.info('the history is written again');
    }
    onProblem?.(problem);
  }

  function boundWaiting(): void {
    const excess = pending.results.length - MOST_WAITING;
    if (excess <= 0) return;
    // Some more than needed, so that not every further result moves the whole queue.
    pending.results.splice(0, excess + MOST_AT_ONCE);
    if (dropped === 0) logger.error('the history has been unwritable for so long that results are lost');
    dropped += excess + MOST_AT_ONCE;
  }

  function later(run: () => void): void {
    pending.writes.push(run);
    queue.touch();
  }

  function durably(run: () => void): void {
    later(run);
    queue.demandDurable();
    queue.flush();
  }

  function remember(monitorId: string, json: string | null): void {
    pending.memory.set(tracks.of(monitorId, clock.now()).key, json);
    queue.touch();
  }

  let cancelClosing: Cancel = scheduleClosing();
  function scheduleClosing(): Cancel {
    return clock.setTimeout(() => {
      cancelClosing = scheduleClosing();
      tracks.closeDue(clock.now());
      if (pending.size > 0) queue.touch();
    }, CLOSE_EVERY_MS);
  }
  tracks.closeDue(clock.now());
  if (pending.size > 0) queue.touch();

  return {
    recordResult(result, holdsForMs) {
      const { at, state, recheck, latencyMs, httpStatus, message } = result;
      const latencyUs = latencyMs === null ? null : Math.max(0, Math.round(latencyMs * 1000));
      const raw = {
        at: Math.round(at),
        state,
        recheck,
        latencyUs,
        httpStatus,
        holdsForMs: Math.round(holdsForMs),
      };
      tracks.record(result.monitorId, raw, message);
      boundWaiting();
      queue.touch();
    },
    recordStateChange(change) {
      const { key } = tracks.of(change.monitorId, change.since);
      later(() => states.state(key, change));
    },
    recordComponentChange(change) {
      const { key } = tracks.of(change.monitorId, change.since);
      later(() => states.component(key, change));
    },
    recordMark(mark) {
      const key = mark.monitorId === null ? null : tracks.of(mark.monitorId, mark.at).key;
      later(() => happenings.mark(key, mark));
    },
    recordNotification: (notification, about) => later(() => happenings.notification(notification, about)),
    recordAudit: (entry) => later(() => audit.add(entry)),
    recordPause(change) {
      const key = change.monitorId === null ? null : tracks.of(change.monitorId, change.at).key;
      later(() => happenings.pause(key, change));
    },
    saveMemory: (monitorId, json) => remember(monitorId, json),
    forgetMemory: (monitorId) => remember(monitorId, null),
    loadMemories: () => memory.all(),
    saveCanaries(addresses) {
      const json = JSON.stringify(addresses);
      later(() => kept.put(PROVEN_CANARIES, json));
    },
    loadCanaries: () => JSON.parse(kept.get(PROVEN_CANARIES) ?? '[]') as string[],
    alerts: alertStore(db, durably),
    reports: reportStore(db, durably),
    outbox: historyOutbox(db, { later, flush: () => queue.flush() }),
    retain(retention) {
      tracks.closeDue(clock.now());
      queue.flush();
      tracks.rawFrom = Math.max(tracks.rawFrom, clock.now() - retention.resultsMs + RAW_MARGIN_MS);
      return startRetentionRun(db, retention, clock, (series) => {
        tracks.dropSeries(series);
        commit.forgetMessages();
      });
    },
    flush: () => queue.flush(),
    problem: () => queue.problem,
    close() {
      cancelClosing();
      queue.flush();
      queue.stop();
      closeDatabase(db);
    },
  };
}
