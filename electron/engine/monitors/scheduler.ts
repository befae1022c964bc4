import type { Clock } from '../ports.ts';
import { createDeadlines } from './deadlines.ts';
import { nextTick, phaseOf } from './phase.ts';

/** Why a check starts. `schedule` and `catch-up` are regular results; the others are extra ones. */
export type CheckCause = 'schedule' | 'catch-up' | 'recheck' | 'manual';

/** A tick that could not start for this long is missed: it is skipped, not made up for. */
export const MISSED_AFTER_MS = 2000;

interface Item {
  id: string;
  intervalMs: number;
  phaseMs: number;
  /** The next regular start, on the monotonic clock. */
  tick: number;
  extra: { due: number; cause: CheckCause } | null;
  /** Nothing starts before this instant. */
  notBefore: number;
  running: boolean;
  /** Taken out while its check still ran; kept so that a returning monitor cannot run twice at once. */
  removed: boolean;
}

export interface SchedulerDeps {
  clock: Clock;
  /** Runs the check. Settles when it has ended; the next start of the monitor waits for that. Must not reject. */
  start: (id: string, cause: CheckCause) => Promise<void>;
}

/**
 * Decides when each monitor is checked. Regular starts lie at hash(id) mod interval on the monotonic clock, so
 * they neither drift nor bunch; a monitor is never checked twice at once; ticks of a running check are skipped.
 */
export interface Scheduler {
  /** Takes a monitor in, or changes its interval. One whose interval is the same keeps everything. */
  add(id: string, intervalMs: number): void;
  remove(id: string): void;
  /** Starts a check at once. False when one is running, when nothing may be sent yet, or for an unknown id. */
  checkNow(id: string): boolean;
  /** Asks for an extra check after `delayMs`, counted from now. An earlier start of any cause stands for it. */
  again(id: string, delayMs: number): void;
  /** Spreads one check of each of these over its own window, the first at once; sooner ticks stand for it. */
  catchUp(monitors: readonly { id: string; windowMs: number }[]): void;
  /** Nothing of this monitor starts before this instant of the monotonic clock. */
  notBefore(id: string, monotonicMs: number): void;
  /** Stops all starts but those asked for by hand; ticks meanwhile are skipped. */
  hold(): void;
  release(): void;
  /** The next start on the monotonic clock; null while the check runs, while held, and for an unknown id. */
  nextAt(id: string): number | null;
  stop(): void;
}

export function createScheduler({ clock, start }: SchedulerDeps): Scheduler {
  const items = new Map<string, Item>();
  const deadlines = createDeadlines(clock, onDue);
  let held = false;

  function present(id: string): Item | null {
    const item = items.get(id);
    return item && !item.removed ? item : null;
  }

  function place(item: Item, intervalMs: number): void {
    item.intervalMs = intervalMs;
    item.phaseMs = phaseOf(item.id, intervalMs);
    item.tick = nextTick(clock.monotonic(), item.phaseMs, intervalMs);
  }

  /** The next regular start and the next extra one, neither before the instant it may happen. */
  function next(item: Item): { due: number; cause: CheckCause } {
    const tick =
      item.tick >= item.notBefore
        ? item.tick
        : nextTick(Math.ceil(item.notBefore) - 1, item.phaseMs, item.intervalMs);
    const extra = item.extra ? Math.max(item.extra.due, item.notBefore) : Infinity;
    return item.extra && extra < tick
      ? { due: extra, cause: item.extra.cause }
      : { due: tick, cause: 'schedule' };
  }

  function arm(item: Item): void {
    if (item.running || item.removed || held) deadlines.clear(item.id);
    else deadlines.set(item.id, next(item).due);
  }

  function onDue(id: string, due: number): void {
    const item = present(id);
    if (!item || item.running || held) return;
    const { cause } = next(item);
    if (cause === 'schedule' && clock.monotonic() - due > MISSED_AFTER_MS) {
      item.tick = nextTick(clock.monotonic(), item.phaseMs, item.intervalMs);
      arm(item);
      return;
    }
    begin(item, cause);
  }

  function begin(item: Item, cause: CheckCause): void {
    item.running = true;
    item.extra = null;
    deadlines.clear(item.id);
    const ended = (): void => end(item);
    void start(item.id, cause).then(ended, ended);
  }

  function end(item: Item): void {
    item.running = false;
    if (item.removed) {
      items.delete(item.id);
      return;
    }
    item.tick = nextTick(clock.monotonic(), item.phaseMs, item.intervalMs);
    arm(item);
  }

  function ask(item: Item, due: number, cause: CheckCause): void {
    if (item.extra && item.extra.due <= due) return;
    item.extra = { due, cause };
    arm(item);
  }

  return {
    add(id, intervalMs) {
      const known = items.get(id);
      if (known && !known.removed && known.intervalMs === intervalMs) return;
      const item = known ?? {
        id,
        intervalMs,
        phaseMs: 0,
        tick: 0,
        extra: null,
        notBefore: -Infinity,
        running: false,
        removed: false,
      };
      item.removed = false;
      place(item, intervalMs);
      items.set(id, item);
      arm(item);
    },
    remove(id) {
      const item = items.get(id);
      if (!item) return;
      item.removed = true;
      item.extra = null;
      item.notBefore = -Infinity;
      deadlines.clear(id);
      if (!item.running) items.delete(id);
    },
    checkNow(id) {
      const item = present(id);
      if (!item || item.running || clock.monotonic() < item.notBefore) return false;
      begin(item, 'manual');
      return true;
    },
    again(id, delayMs) {
      const item = present(id);
      if (item) ask(item, clock.monotonic() + delayMs, 'recheck');
    },
    catchUp(monitors) {
      const now = clock.monotonic();
      monitors.forEach(({ id, windowMs }, index) => {
        const item = present(id);
        if (item) ask(item, now + Math.floor((windowMs * index) / monitors.length), 'catch-up');
      });
    },
    notBefore(id, monotonicMs) {
      const item = present(id);
      if (!item) return;
      item.notBefore = monotonicMs;
      arm(item);
    },
    hold() {
      held = true;
      for (const item of items.values()) arm(item);
    },
    release() {
      held = false;
      for (const item of items.values()) {
        item.tick = nextTick(clock.monotonic(), item.phaseMs, item.intervalMs);
        arm(item);
      }
    },
    nextAt: (id) => deadlines.dueOf(id),
    stop() {
      held = true;
      items.clear();
      deadlines.stop();
    },
  };
}
