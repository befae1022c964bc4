import { createScheduler, type CheckCause } from '../../electron/engine/monitors/scheduler.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface Start {
  id: string;
  /** Monotonic milliseconds. */
  at: number;
  cause: CheckCause;
}

/** A scheduler on a virtual clock whose checks last as long as they are told to, and what it started. */
export function setUpScheduler(options: { durationMs?: (id: string) => number; fails?: boolean } = {}) {
  const clock = new VirtualClock();
  const starts: Start[] = [];
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  const scheduler = createScheduler({
    clock,
    async start(id, cause) {
      starts.push({ id, at: clock.monotonic(), cause });
      running.set(id, (running.get(id) ?? 0) + 1);
      most.set(id, Math.max(most.get(id) ?? 0, running.get(id) ?? 0));
      const duration = options.durationMs?.(id) ?? 0;
      if (duration > 0) await new Promise<void>((resolve) => void clock.setTimeout(resolve, duration));
      running.set(id, (running.get(id) ?? 0) - 1);
      if (options.fails) throw new Error('a check must not reject');
    },
  });
  return {
    clock,
    scheduler,
    starts,
    startsOf: (id: string) => starts.filter((start) => start.id === id).map(({ at }) => at),
    /** The largest number of checks of this monitor that ever ran at the same time. */
    mostAtOnce: (id: string) => most.get(id) ?? 0,
  };
}
