import type { Clock } from '../ports.ts';

/** A wall clock that went back by more than this was set. */
const STEP_MS = 1000;

/** The core's time: wall time that never runs backwards. A step back of the wall clock only moves its offset. */
export class CoreClock {
  readonly #clock: Pick<Clock, 'now'>;
  #ahead: number;
  #last = -Infinity;

  /** `ahead`: how far the core's time is ahead of the wall clock, from an earlier run. */
  constructor(clock: Pick<Clock, 'now'>, ahead: number) {
    this.#clock = clock;
    this.#ahead = ahead;
  }

  /** The core's time now, and by how much the wall clock was set back since the last look; 0 mostly. */
  look(): { at: number; back: number } {
    const wall = this.#clock.now();
    const back = wall < this.#last - STEP_MS ? this.#last - wall : 0;
    this.#ahead += back;
    this.#last = wall;
    return { at: wall + this.#ahead, back };
  }

  /** A wall time that was taken just now, as the core's. */
  fromWall(wall: number): number {
    return wall + this.#ahead;
  }

  toWall(at: number): number {
    return at - this.#ahead;
  }
}
