import type { Cancel, Clock } from '../../electron/engine/ports.ts';

/**
 * A clock whose time stands still until it is told to jump, while timers run in real time: for real servers
 * whose view of time a test sets without racing against it.
 */
export class StandingClock implements Clock {
  #wall: number;
  #monotonic = 0;

  constructor(start = Date.UTC(2026, 6, 4, 12)) {
    this.#wall = start;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  setTimeout(callback: () => void, delayMs: number): Cancel {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  }

  /** Moves both clocks on by `ms`. */
  jump(ms: number): void {
    this.#wall += ms;
    this.#monotonic += ms;
  }
}
