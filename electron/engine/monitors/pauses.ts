import type { Clock } from '../ports.ts';
import { createDeadlines } from './deadlines.ts';
import type { PauseChange } from './events.ts';
import type { NewsDesk } from './news.ts';
import type { WatchedMonitor } from './watched-monitor.ts';

export interface PausesDeps {
  clock: Clock;
  news: Pick<NewsDesk, 'pauses' | 'touch'>;
  find: (id: string) => WatchedMonitor | undefined;
  /** Takes monitors out of the schedule. */
  leave: (monitor: WatchedMonitor) => void;
  /** Takes monitors back into the schedule. */
  enter: (monitors: readonly WatchedMonitor[]) => void;
}

/** Pauses of single monitors; those with an end come to it by themselves, also over a restart or a sleep. */
export interface Pauses {
  /** `untilMs` is wall time, null until somebody resumes. A second pause of a monitor replaces the end of the first. */
  pause(monitors: readonly WatchedMonitor[], untilMs: number | null): void;
  resume(monitors: readonly WatchedMonitor[]): void;
  /** Sets the timer for the end of a pause anew: after a restart, or when the clocks have parted. */
  arm(monitor: WatchedMonitor): void;
  /** The monitor is gone. */
  forget(id: string): void;
  stop(): void;
}

export function createPauses({ clock, news, find, leave, enter }: PausesDeps): Pauses {
  const ends = createDeadlines(clock, (id) => {
    const monitor = find(id);
    if (monitor) end(monitor);
  });

  function set(monitor: WatchedMonitor, paused: PauseChange['paused'], by: PauseChange['by']): void {
    monitor.memory = { ...monitor.memory, paused };
    news.pauses.tell({ monitorId: monitor.id, at: clock.now(), paused, by });
    news.touch(monitor.id);
  }

  function arm({ id, memory }: WatchedMonitor): void {
    const until = memory.paused?.until ?? null;
    if (until === null) ends.clear(id);
    else ends.set(id, clock.monotonic() + Math.max(0, until - clock.now()));
  }

  function end(monitor: WatchedMonitor): void {
    const until = monitor.memory.paused?.until ?? null;
    if (until === null) return;
    // The wall clock may have been set back since the timer was.
    if (clock.now() < until) arm(monitor);
    else resume([monitor], 'timer');
  }

  function resume(monitors: readonly WatchedMonitor[], by: PauseChange['by']): void {
    const resumed = monitors.filter(({ memory }) => memory.paused !== null);
    for (const monitor of resumed) {
      set(monitor, null, by);
      ends.clear(monitor.id);
    }
    enter(resumed);
  }

  return {
    arm,
    pause(monitors, untilMs) {
      for (const monitor of monitors) {
        leave(monitor);
        set(monitor, { since: monitor.memory.paused?.since ?? clock.now(), until: untilMs }, 'request');
        arm(monitor);
      }
    },
    resume: (monitors) => resume(monitors, 'request'),
    forget: (id) => ends.clear(id),
    stop: () => ends.stop(),
  };
}
