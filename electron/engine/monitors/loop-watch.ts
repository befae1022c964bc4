import type { Cancel, Clock } from '../ports.ts';

/** How often the watch looks at the clocks by itself. */
const BEAT_MS = 500;
/** An event loop that is late by more than this was stalled; clocks that part by more than this were stepped. */
export const STALL_MS = 2000;
/** Being late by this much is taken for a sleep: on macOS the monotonic clock goes on while the machine sleeps. */
const SLEEP_MS = 60_000;

/** A hole in which Watchpost saw nothing. */
export interface Gap {
  /** `stall`: the event loop stood still, or the clock was set back. `sleep`: the wall clock jumped ahead. */
  kind: 'stall' | 'sleep';
  /** Wall time of the last moment that is known to be good. */
  from: number;
}

/** Notices by both clocks that time passed in which nothing ran. */
export interface LoopWatch {
  start(): void;
  /**
   * Looks at the clocks now and tells of a gap at once; nothing before the start. To be called before anything that happened meanwhile is
   * believed: after a stall other timers and answers may well come before the watch's own timer.
   */
  look(): void;
  stop(): void;
}

export function createLoopWatch(clock: Clock, onGap: (gap: Gap) => void): LoopWatch {
  const present = (): { wall: number; monotonic: number } => ({
    wall: clock.now(),
    monotonic: clock.monotonic(),
  });
  let good = present();
  let cancel: Cancel | null = null;

  function look(): void {
    if (!cancel) return;
    const { wall, monotonic } = present();
    const passed = monotonic - good.monotonic;
    const late = passed - BEAT_MS;
    const jump = wall - good.wall - passed;
    if (late <= STALL_MS && Math.abs(jump) <= STALL_MS) return;
    const from = good.wall;
    good = { wall, monotonic };
    onGap({ kind: jump > STALL_MS || late >= SLEEP_MS ? 'sleep' : 'stall', from: Math.min(from, wall) });
  }

  function beat(): void {
    look();
    good = present();
    cancel = clock.setTimeout(beat, BEAT_MS);
  }

  return {
    look,
    start() {
      if (cancel) return;
      good = present();
      beat();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
