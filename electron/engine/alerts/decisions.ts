import type { OutgoingNotification } from '../notify/notifier.ts';
import type { Cancel, Clock } from '../ports.ts';
import type { AlertMemory, AlertStore, HandWrite, LedgerEntry } from './alert-store.ts';
import type { AlertCore } from './core/core.ts';
import { noEffects, type CoreNotification, type Effects, type IncidentEvent } from './core/effects.ts';
import type { CoreRun } from './core-run.ts';
import { durableState, savedAlerts } from './durable.ts';
import type { LogCursor } from './logs/log-cursor.ts';

/** Decisions of so long are committed together: a storm is one write. */
const COMMIT_AFTER_MS = 20;
/** What fires grows in a storm, and all of it is written each time: that takes a tenth of the time at most, */
const REST_PER_COMMIT = 9;
/** as long as nothing waits for it longer than this. */
const COMMIT_AFTER_AT_MOST_MS = 1000;
/** While anything fires, timers that run are written down so often: what came after that is unknown to a next run. */
const COMMIT_EVERY_MS = 60_000;
/** Log records that decided nothing are read again after a crash, if it comes within this time. */
const COMMIT_CURSOR_MS = 5_000;

export interface DecisionDeps {
  clock: Clock;
  store: Pick<AlertStore, 'commit'>;
  /** Whose state is written with what it decided. */
  run: Pick<CoreRun, 'core' | 'time'>;
  /** Something that belongs to a message is still looked for; who finds it calls `commit`. */
  isIncomplete: () => boolean;
  message: (said: CoreNotification, core: AlertCore) => OutgoingNotification;
  /** What is remembered beside the core's state, after what is said now. */
  beside: (
    said: readonly CoreNotification[],
    queued: readonly OutgoingNotification[],
  ) => Pick<AlertMemory, 'away' | 'evidence'>;
  /** What was decided is on disk. */
  onWritten: (queued: readonly OutgoingNotification[]) => void;
}

/** What was decided and done, until it is on disk: gathered for a moment, written down as a whole, then handed over. */
export class Decisions {
  readonly #deps: DecisionDeps;
  #pending = noEffects();
  #settled: string[] = [];
  #byHand: HandWrite[] = [];
  /** How far log records were judged since the last commit. */
  #cursor: LogCursor | null = null;
  /** Who waits for the next commit. */
  #onCommitted: (() => void)[] = [];
  #committedAt = -Infinity;
  /** How long the last commit took. */
  #tookMs = 0;
  #cancelCommit: Cancel | null = null;
  #cancelCursor: Cancel | null = null;

  constructor(deps: DecisionDeps) {
    this.#deps = deps;
  }

  /** Takes what the core decided; times are the core's. */
  add(effects: Effects): void {
    const { clock, run } = this.#deps;
    const pending = this.#pending;
    pending.ledger.push(...effects.ledger);
    pending.notifications.push(...effects.notifications);
    pending.events.push(...effects.events);
    for (const change of effects.acks) {
      this.#byHand.push({ kind: 'ack', change: { ...change, at: run.time.toWall(change.at) } });
    }
    const changed = new Set(effects.incidents.map(({ id }) => id));
    pending.incidents = [...pending.incidents.filter(({ id }) => !changed.has(id)), ...effects.incidents];
    const fires = (run.core?.state.alerts.size ?? 0) > 0;
    pending.dirty ||= effects.dirty || (fires && clock.now() - this.#committedAt > COMMIT_EVERY_MS);
    if (pending.dirty) this.#cancelCommit ??= clock.setTimeout(() => this.commit(), this.#restMs());
  }

  /** Adds to the timelines of incidents; times are the core's. */
  addEvents(events: readonly IncidentEvent[]): void {
    this.add({ ...noEffects(), events: [...events], dirty: true });
  }

  addByHand(writes: readonly HandWrite[]): void {
    this.#byHand.push(...writes);
  }

  /** Log records were judged up to here. */
  moveCursor(cursor: LogCursor): void {
    this.#cursor = cursor;
    // Before the first cursor is written down, a crash would let what comes now pass unjudged.
    this.#pending.dirty ||= cursor.store === null;
    this.#cancelCursor ??= this.#deps.clock.setTimeout(() => {
      this.#pending.dirty = true;
      this.commit();
    }, COMMIT_CURSOR_MS);
  }

  /** Something beside what the core decides is to be remembered. */
  remember(): void {
    this.add({ ...noEffects(), dirty: true });
  }

  /** A message leaves the outbox, with what became of it. */
  settle(id: string, rows: readonly LedgerEntry[]): void {
    this.#settled.push(id);
    this.#pending.ledger.push(...rows);
    this.#pending.dirty = true;
    this.commit();
  }

  /** Writes everything down as soon as nothing is waited for; resolves then. */
  written(): Promise<void> {
    this.#pending.dirty = true;
    return new Promise((resolve) => {
      this.#onCommitted.push(resolve);
      this.commit();
    });
  }

  /** Writes down what is to be remembered; nothing, while a message is not complete. */
  commit(): void {
    this.#cancelCommit?.();
    this.#cancelCommit = null;
    const { clock, store, run, isIncomplete, message, beside, onWritten } = this.#deps;
    const { core, time } = run;
    // What belongs to a message is written with it; a decision waits for that.
    if (!core || isIncomplete() || !this.#pending.dirty) return;
    this.#committedAt = clock.now();
    const beganAt = clock.monotonic();
    const { ledger, notifications, incidents, events } = this.#pending;
    const settled = this.#settled;
    const byHand = this.#byHand;
    const logCursor = this.#cursor;
    this.#forget();
    const queued = notifications.map((said) => message(said, core));
    store.commit({
      memory: {
        core: durableState(core.state),
        alerts: savedAlerts(core.state),
        ...beside(notifications, queued),
      },
      ledger: ledger.map((row) => ({ ...row, at: time.toWall(row.at) })),
      incidents: incidents.map((one) => ({
        ...one,
        startedAt: time.toWall(one.startedAt),
        endedAt: one.endedAt === null ? null : time.toWall(one.endedAt),
      })),
      events: events.map((event) => ({ ...event, at: time.toWall(event.at) })),
      queued,
      settled,
      byHand,
      logCursor,
    });
    this.#tookMs = clock.monotonic() - beganAt;
    const waiting = this.#onCommitted;
    this.#onCommitted = [];
    for (const resolve of waiting) resolve();
    onWritten(queued);
  }

  /** Writes down what is left, where a log was read too far to be read again. */
  stop(): void {
    this.#pending.dirty ||= this.#cursor !== null;
    this.commit();
  }

  #restMs(): number {
    return Math.min(Math.max(COMMIT_AFTER_MS, this.#tookMs * REST_PER_COMMIT), COMMIT_AFTER_AT_MOST_MS);
  }

  #forget(): void {
    this.#pending = noEffects();
    this.#settled = [];
    this.#byHand = [];
    this.#cursor = null;
    this.#cancelCursor?.();
    this.#cancelCursor = null;
  }
}
