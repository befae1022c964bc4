import type { Clock, PowerSignals } from '../ports.ts';
import { createLoopWatch } from './loop-watch.ts';
import { createSleepWatch } from './sleep-watch.ts';

export interface InterruptionsDeps {
  clock: Clock;
  signals: PowerSignals;
  isNetworkUsable: () => Promise<boolean>;
  /** Nothing can be trusted from this wall time on; may be told again before `onAwake`. */
  onAsleep: (from: number) => void;
  onAwake: () => void;
  /** The event loop stood still, or the clock was set back, since this wall time. */
  onStall: (from: number) => void;
}

/** How things stood at one moment. */
export interface Mark {
  sleeps: number;
  stalls: number;
  asleep: boolean;
}

/** Tells whether something came between that makes a check's result worthless. */
export interface Interruptions {
  start(): void;
  /** Notices a gap at once; to be called before anything is believed that may come after one. */
  look(): void;
  /** To be taken when a check starts. */
  mark(): Mark;
  /** What came between `mark` and now. */
  since(mark: Mark): 'asleep' | 'stalled' | null;
  stop(): void;
}

/** Watches both clocks and the power signals. */
export function createInterruptions(deps: InterruptionsDeps): Interruptions {
  let sleeps = 0;
  let stalls = 0;
  const loop = createLoopWatch(deps.clock, ({ kind, from }) => {
    if (kind === 'sleep') {
      sleep.slept(from);
      return;
    }
    stalls += 1;
    deps.onStall(from);
  });
  // The clocks are looked at before the signal is heard, so that one sleep is not noticed twice.
  const unsubscribe = deps.signals.onResume(() => loop.look());
  const sleep = createSleepWatch({
    ...deps,
    onAsleep(from) {
      sleeps += 1;
      deps.onAsleep(from);
    },
  });
  return {
    start: () => loop.start(),
    look: () => loop.look(),
    mark() {
      loop.look();
      return { sleeps, stalls, asleep: sleep.isAsleep() };
    },
    since(mark) {
      loop.look();
      if (mark.asleep || mark.sleeps !== sleeps || sleep.isAsleep()) return 'asleep';
      return mark.stalls === stalls ? null : 'stalled';
    },
    stop() {
      unsubscribe();
      loop.stop();
      sleep.stop();
    },
  };
}
