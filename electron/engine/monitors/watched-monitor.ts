import type { MonitorConfig } from '../../../shared/config/model.ts';
import type { UnknownReason } from '../../../shared/domain/monitor-status.ts';
import type { Clock } from '../ports.ts';
import type { RanCheck, RunCheck } from './check-runner.ts';
import type { Deadlines } from './deadlines.ts';
import { takeLoss, takeResult, type Change, type CompareFacts, type Taken } from './intake.ts';
import { holdsFor } from './judge.ts';
import type { MonitorMemory } from './memory.ts';
import type { NewsDesk } from './news.ts';
import { LONGEST_WAIT_MS } from './rate-limit.ts';
import type { CheckCause, Scheduler } from './scheduler.ts';

const SHORTEST_RECHECK_MS = 1000;

/** What all monitors share. */
export interface WatchContext {
  clock: Clock;
  run: RunCheck;
  compareFacts: CompareFacts;
  scheduler: Pick<Scheduler, 'again' | 'notBefore'>;
  /** When the last result of each monitor ceases to hold. */
  staleness: Pick<Deadlines, 'set'>;
  news: NewsDesk;
}

/** One monitor while the engine runs: its configuration, what is remembered of it, and its check under way. */
export class WatchedMonitor {
  config: MonitorConfig;
  memory: MonitorMemory;
  readonly #context: WatchContext;
  #abort: AbortController | null = null;

  constructor(config: MonitorConfig, memory: MonitorMemory, context: WatchContext) {
    this.config = config;
    this.memory = memory;
    this.#context = context;
  }

  get id(): string {
    return this.config.id;
  }

  /** Neither disabled nor paused. */
  get isWatched(): boolean {
    return this.config.enabled && this.memory.paused === null;
  }

  get isChecking(): boolean {
    return this.#abort !== null;
  }

  /** Runs one check to its end and takes its result in, unless it is interrupted. */
  async check(cause: CheckCause): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#context.news.touch(this.id);
    try {
      const ran = await this.#context.run(this.config, abort.signal);
      if (ran && !abort.signal.aborted) this.#take(ran, cause);
    } finally {
      this.#abort = null;
      this.#context.news.touch(this.id);
    }
  }

  /** Ends the check under way; it leaves no result. */
  interrupt(): void {
    this.#abort?.abort(new Error('no longer watched'));
  }

  /** Nothing is known from `at` on. */
  lose(reason: UnknownReason, at: number, message: string): void {
    const now = this.#context.clock.now();
    this.#adopt(takeLoss(this.memory, this.config, { at, reason, message }, now));
    this.#context.news.sightings.tell({ monitorId: this.id, result: null, restarted: false });
  }

  /** Holds the scheduler to what the target asked for; also after a restart or a pause. */
  keepDistance(): void {
    const { clock, scheduler } = this.#context;
    const { notBefore } = this.memory.judge.rateLimit;
    if (notBefore === null) {
      scheduler.notBefore(this.id, -Infinity);
      return;
    }
    const wait = Math.min(notBefore - clock.now(), Math.max(LONGEST_WAIT_MS, this.config.intervalMs));
    scheduler.notBefore(this.id, clock.monotonic() + wait);
  }

  #take(ran: RanCheck, cause: CheckCause): void {
    const { clock, scheduler, staleness, news, compareFacts } = this.#context;
    const recheck = cause === 'recheck' || cause === 'manual';
    const taken = takeResult(this.memory, this.config, ran, { recheck, now: clock.now(), compareFacts });
    staleness.set(this.id, ran.startedMonotonic + holdsFor(this.config));
    news.results.tell(taken.result);
    for (const event of taken.services) news.services.tell(event);
    this.#adopt(taken);
    const restarted = taken.services.some(({ kind }) => kind === 'restart');
    news.sightings.tell({ monitorId: this.id, result: taken.result, restarted });
    this.keepDistance();
    if (this.#wantsRecheck(taken)) {
      scheduler.again(this.id, Math.max(this.config.intervalMs / 4, SHORTEST_RECHECK_MS));
    }
  }

  /** While a change is being confirmed, and after a result that was lost through Watchpost's own fault. */
  #wantsRecheck({ reason, memory }: Taken): boolean {
    if (reason !== null) return reason === 'stalled';
    const { confirmation, components } = memory;
    return confirmation.run !== null || components.some((component) => component.confirmation.run !== null);
  }

  #adopt({ memory, components, state }: Change): void {
    const { news } = this.#context;
    this.memory = memory;
    for (const change of components) news.components.tell(change);
    if (state) news.states.tell(state);
    news.touch(this.id);
  }
}
