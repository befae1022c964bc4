import type { ChannelConfig } from '../../../shared/config/model.ts';
import { exactDuration } from '../../../shared/domain/time-text.ts';
import type { Cancel, Random } from '../ports.ts';
import { attemptDelivery, type AttemptDeps } from './attempt.ts';
import { backoffMs } from './backoff.ts';
import { circuitFailed, circuitPauseMs, closedCircuit } from './circuit.ts';
import { DeliveryError } from './delivery-error.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import type { OutgoingNotification } from './notifier.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import { REPORT_WORTH_MS } from '../reports/due.ts';
import type { Card } from './popup.ts';

/** An older message would tell of a world that has moved on. */
export const WORTH_SHOWING_MS = 15 * 60_000;

/** A report tells of a time that is over, and is as true some hours later. */
function worthShowingMs({ kind }: OutgoingNotification): number {
  return kind === 'report' ? REPORT_WORTH_MS : WORTH_SHOWING_MS;
}
/** What one channel keeps in memory; the rest waits in the outbox on disk. */
const MOST_IN_MEMORY = 100;
/** Until the outbox is asked again where the history could not be read. */
const ASK_AGAIN_MS = 10_000;

export interface LaneDeps extends AttemptDeps {
  random: Random;
  outbox: Outbox;
  /** What is to be said today in the place of a message that is too old; null where there is nothing to say any more. */
  present: (notification: OutgoingNotification) => OutgoingNotification | null;
  onSettled: (outcome: DeliveryOutcome) => void;
  /** Told of each attempt: null after one that worked, else why the channel is not working. */
  onChannelProblem: (channel: ChannelConfig, reason: string | null) => void;
}

/**
 * One channel's deliveries, one after the other in the order of the decisions, reports last. What fails for now keeps its place
 * and is tried again; what fails for good, or is too old, makes room.
 */
export class Lane {
  readonly #deps: LaneDeps;
  #channel: ChannelConfig;
  #queue: OutboxEntry[] = [];
  /** The outbox holds more than the queue does, at first from an earlier run. */
  #more = true;
  #circuit = closedCircuit;
  /** On the monotonic clock: the channel is left alone until then. */
  #restUntil = 0;
  #lastReason = '';
  #cancelWait: Cancel | null = null;
  #running: Promise<void> | null = null;
  #stopping = false;
  readonly #abort = new AbortController();

  constructor(channel: ChannelConfig, deps: LaneDeps) {
    this.#channel = channel;
    this.#deps = deps;
  }

  /** Takes on a channel's changed keys and tries at once with them. */
  configure(channel: ChannelConfig): void {
    if (JSON.stringify(channel) === JSON.stringify(this.#channel)) return;
    this.#channel = channel;
    this.#circuit = closedCircuit;
    this.#restUntil = 0;
    this.#cancelWait?.();
    this.#cancelWait = null;
    for (const entry of this.#queue) entry.dueAt = 0;
    this.run();
  }

  /** Takes over a notification that the outbox already holds. */
  add(notification: OutgoingNotification): void {
    if (this.#queue.some(({ notification: { id } }) => id === notification.id)) return;
    if (this.#more || this.#queue.length >= MOST_IN_MEMORY) this.#more = true;
    else this.#queue.push({ notification, attempts: 0, dueAt: notification.at });
    // What is waited for may be the turn of a report, which this one comes before.
    this.#cancelWait?.();
    this.#cancelWait = null;
    this.run();
  }

  /** Goes on with the first of the queue, unless it is under way or has to wait. */
  run(): void {
    if (this.#running || this.#cancelWait || this.#stopping) return;
    const entry = this.#first();
    if (!entry) return;
    const waitMs = this.#waitOf(entry);
    if (waitMs > 0) {
      this.#wait(waitMs);
      return;
    }
    // Not before whoever called has come to an end: what is asked on the way may only then have its answer.
    this.#running = Promise.resolve()
      .then(() => this.#handle(entry))
      .finally(() => {
        this.#running = null;
        this.run();
      });
  }

  /** Nothing new begins; what is under way has `graceMs` to end, and is cancelled then. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    this.#cancelWait?.();
    this.#deps.onChannelProblem(this.#channel, null);
    if (!this.#running) return;
    const end = () => this.#abort.abort(new DeliveryError('Watchpost ended meanwhile'));
    const cancel = this.#deps.clock.setTimeout(end, graceMs);
    await this.#running;
    cancel();
  }

  #waitOf({ attempts, dueAt }: OutboxEntry): number {
    const { clock } = this.#deps;
    const dueMs = attempts === 0 ? 0 : dueAt - clock.now();
    // A due time further ahead comes from a clock that has been set back since.
    return Math.max(dueMs > WORTH_SHOWING_MS ? 0 : dueMs, this.#restUntil - clock.monotonic());
  }

  #wait(ms: number): void {
    this.#cancelWait = this.#deps.clock.setTimeout(() => {
      this.#cancelWait = null;
      this.run();
    }, ms);
  }

  #first(): OutboxEntry | null {
    if (this.#queue.length === 0 && this.#more) {
      const loaded = this.#deps.outbox.load(this.#channel.id, MOST_IN_MEMORY);
      if (loaded === null) {
        this.#wait(ASK_AGAIN_MS);
        return null;
      }
      this.#queue = loaded;
      this.#more = loaded.length === MOST_IN_MEMORY;
    }
    // A report can be tried for a day: news does not wait behind it.
    return this.#queue.find(({ notification }) => notification.kind !== 'report') ?? this.#queue[0] ?? null;
  }

  async #handle(entry: OutboxEntry): Promise<void> {
    const { clock, outbox } = this.#deps;
    if (this.#stopping) return;
    if (clock.now() - entry.notification.at > worthShowingMs(entry.notification)) {
      this.#tooOld(entry);
      return;
    }
    entry.attempts += 1;
    outbox.begun(entry.notification.id, entry.attempts);
    const { signal } = this.#abort;
    try {
      const attempt = { attempt: entry.attempts, signal };
      const { card, wasUsed } = watched(this.#deps.card);
      const deps = { ...this.#deps, card };
      const detail = await attemptDelivery(entry.notification, this.#channel, deps, attempt);
      this.#circuit = closedCircuit;
      this.#lastReason = '';
      this.#deps.onChannelProblem(this.#channel, null);
      this.#settle(entry, wasUsed() ? 'window' : 'shown', detail);
    } catch (error) {
      // Cancelled on the way out: it stays in the outbox.
      if (!signal.aborted) this.#failed(entry, error as DeliveryError);
    }
  }

  #failed(entry: OutboxEntry, { message, permanent, retryAfterMs }: DeliveryError): void {
    const { clock, random, outbox } = this.#deps;
    this.#circuit = circuitFailed(this.#circuit);
    this.#lastReason = message;
    this.#deps.onChannelProblem(this.#channel, message);
    const restMs = Math.max(retryAfterMs ?? 0, circuitPauseMs(this.#circuit));
    this.#restUntil = clock.monotonic() + restMs;
    if (permanent) {
      this.#settle(entry, 'failed', message);
    } else {
      entry.dueAt = clock.now() + Math.max(restMs, backoffMs(entry.attempts, random));
      outbox.postponed(entry.notification.id, entry.dueAt);
    }
  }

  /** Old news is no news: the present state goes out in its place, or nothing. */
  #tooOld(entry: OutboxEntry): void {
    const { outbox, present, clock } = this.#deps;
    const { notification } = entry;
    const age = exactDuration(worthShowingMs(notification));
    const replacement = this.#isOvertaken(notification) ? null : present(notification);
    if (replacement) {
      this.#queue[this.#queue.indexOf(entry)] = {
        notification: replacement,
        attempts: 0,
        dueAt: clock.now(),
      };
      outbox.replace(notification.id, replacement);
      this.#tell(entry, 'dropped', `older than ${age}, replaced by how it stands now`);
    } else if (this.#lastReason !== '' && entry.attempts > 0) {
      this.#settle(entry, 'failed', `given up after ${age}: ${this.#lastReason}`);
    } else {
      this.#settle(entry, 'dropped', `older than ${age}`);
    }
  }

  #isOvertaken(notification: OutgoingNotification): boolean {
    return notification.incidentId !== null && this.#deps.outbox.overtaken(notification);
  }

  #settle(entry: OutboxEntry, outcome: DeliveryOutcome['outcome'], detail: string): void {
    this.#queue = this.#queue.filter((other) => other !== entry);
    this.#tell(entry, outcome, detail);
  }

  #tell({ notification }: OutboxEntry, outcome: DeliveryOutcome['outcome'], detail: string): void {
    this.#deps.onSettled({ notification, outcome, detail });
  }
}

/** A card that remembers whether it had to stand in. */
function watched(card: Card | null): { card: Card | null; wasUsed: () => boolean } {
  let used = false;
  const show: Card['show'] = (popup, reason) => {
    used = true;
    card?.show(popup, reason);
  };
  return { card: card && { show, clear: () => card.clear() }, wasUsed: () => used };
}
