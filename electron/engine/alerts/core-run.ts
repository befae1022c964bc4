import type { Cancel, Clock } from '../ports.ts';
import { AlertCore } from './core/core.ts';
import type { Effects } from './core/effects.ts';
import type { CoreConfig } from './core/facts.ts';
import type { CoreInput } from './core/inputs.ts';
import type { CoreState } from './core/state.ts';
import { CoreClock } from './core-clock.ts';

export interface CoreRunDeps {
  clock: Clock;
  /** Tells of a time in which nothing ran, before anything later is believed. */
  noticeGaps(): void;
  /** What the core must be told anew where the wall clock was set back. */
  afterStep(): readonly CoreInput[];
  /** Takes over what was decided. */
  onEffects(effects: Effects): void;
}

/** The alert core on the machine's clock: told the time with everything that happens, and woken when something is due. */
export class CoreRun {
  readonly #deps: CoreRunDeps;
  #core: AlertCore | null = null;
  #time: CoreClock;
  #runs = false;
  #cancelTimer: Cancel = () => {};

  constructor(deps: CoreRunDeps) {
    this.#deps = deps;
    this.#time = new CoreClock(deps.clock, 0);
  }

  /** Null before `begin`; still there after `stop`, for what remains to be written down. */
  get core(): AlertCore | null {
    return this.#core;
  }

  get time(): CoreClock {
    return this.#time;
  }

  get runs(): boolean {
    return this.#runs;
  }

  /** Begins with nothing, or with the state of an earlier run, whose time it goes on with. `run` is part of every id. */
  begin(config: CoreConfig, saved: CoreState | null, run: string): AlertCore {
    const { at: now } = this.#time.look();
    if (saved) {
      const ahead = Math.max(-saved.clockOffset, saved.at - now, 0);
      this.#time = new CoreClock(this.#deps.clock, ahead);
    }
    this.#core = new AlertCore(config, this.#time.look().at, saved, run);
    this.#runs = true;
    return this.#core;
  }

  /** Takes in what happens now. */
  take(inputs: readonly CoreInput[]): void {
    if (this.#runs) this.#deps.noticeGaps();
    const { at, set } = this.#look();
    this.takeAt(at, [...set, ...inputs]);
  }

  /** Takes in what holds since a wall time and became known only now; where the clock was set back, since now. */
  takeSince(wall: number, inputs: readonly CoreInput[]): void {
    const { at, set } = this.#look();
    const since = set.length > 0 ? at : Math.min(at, this.#time.fromWall(wall));
    this.takeAt(since, [...set, ...inputs]);
  }

  /** Takes in what happened at a time of the core. */
  takeAt(at: number, inputs: readonly CoreInput[]): void {
    if (!this.#core || !this.#runs) return;
    this.#finish(this.#core.advance(at, inputs));
  }

  configure(config: CoreConfig): void {
    if (!this.#core || !this.#runs) return;
    this.#finish(this.#core.configure(config, this.#time.look().at));
  }

  /** Takes in nothing more. */
  stop(): void {
    this.#cancelTimer();
    this.#runs = false;
  }

  /** The time, and what the core must be told where the wall clock was set back. */
  #look(): { at: number; set: CoreInput[] } {
    const { at, back } = this.#time.look();
    return { at, set: back > 0 ? [{ type: 'clock', by: -back }, ...this.#deps.afterStep()] : [] };
  }

  #finish(effects: Effects): void {
    this.#deps.onEffects(effects);
    this.#cancelTimer();
    const due = this.#core?.nextDue() ?? null;
    if (due === null) return;
    const delay = Math.max(1, Math.ceil(this.#time.toWall(due) - this.#deps.clock.now()));
    this.#cancelTimer = this.#deps.clock.setTimeout(() => this.take([]), delay);
  }
}
