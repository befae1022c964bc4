import type { Cancel, Clock } from '../../electron/engine/ports.ts';

interface Timer {
  due: number;
  order: number;
  callback: () => void;
}

/**
 * A clock that moves only when told to. Timers run in order of their due time; between two timers all
 * settled promises get their turn, so that code that awaits behaves as it does in real time.
 */
export class VirtualClock implements Clock {
  #wall: number;
  #monotonic = 0;
  #order = 0;
  #timers = new Set<Timer>();

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#wall = start;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  setTimeout(callback: () => void, delayMs: number): Cancel {
    const timer = { due: this.#monotonic + Math.max(0, delayMs), order: this.#order++, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets `ms` pass, running every timer that falls due on the way. */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#move(Math.max(0, next.due - this.#monotonic));
      this.#timers.delete(next);
      next.callback();
      await settle();
    }
    this.#move(Math.max(0, end - this.#monotonic));
  }

  /** Steps the wall clock alone, as a user or NTP does. */
  stepWall(ms: number): void {
    this.#wall += ms;
  }

  /** Suspend as Linux shows it: wall time passes, the monotonic clock stands still, no timer runs. */
  suspend(ms: number): void {
    this.#wall += ms;
  }

  /** A stalled event loop: both clocks move on, and no timer runs until the next `advance`. */
  stall(ms: number): void {
    this.#move(ms);
  }

  #move(ms: number): void {
    this.#wall += ms;
    this.#monotonic += ms;
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due > end) continue;
      if (!next || timer.due < next.due || (timer.due === next.due && timer.order < next.order)) next = timer;
    }
    return next;
  }
}

/** Gives all settled promises and queued microtasks their turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}
