import type { Cancel, Clock, PowerSignals } from '../ports.ts';

/** Nothing is believed for this long after a wake-up, */
export const SETTLE_MS = 10_000;
/** nor before the network is usable, but no longer than this. */
export const SETTLE_AT_MOST_MS = 60_000;
const ASK_NETWORK_MS = 2000;
/** A suspend that was announced and did not come about. */
const NO_SUSPEND_MS = 60_000;

export interface SleepWatchDeps {
  clock: Clock;
  signals: PowerSignals;
  isNetworkUsable: () => Promise<boolean>;
  /** Nothing can be trusted from this wall time on. May be told again before `onAwake`. */
  onAsleep: (from: number) => void;
  /** The network is usable again and things have settled. */
  onAwake: () => void;
}

/** Follows suspend and wake-up, told by the host's signals or found out by the clocks. */
export interface SleepWatch {
  /** From the beginning of a suspend until things have settled after it. */
  isAsleep(): boolean;
  /** The clocks show that the machine slept since this wall time and is awake again. */
  slept(from: number): void;
  stop(): void;
}

export function createSleepWatch(deps: SleepWatchDeps): SleepWatch {
  const { clock, signals } = deps;
  let asleep = false;
  /** Since when, as far as was told. */
  let since = 0;
  /** Changes with every suspend and wake-up, so that what an older one started has no say any more. */
  let episode = 0;
  let timers: Cancel[] = [];
  const unsubscribe = [signals.onSuspend(suspended), signals.onResume(resumed)];

  function later(callback: () => void, delayMs: number): void {
    timers.push(clock.setTimeout(callback, delayMs));
  }

  function begin(): number {
    for (const cancel of timers) cancel();
    timers = [];
    return ++episode;
  }

  function fallAsleep(from: number): void {
    // The clocks may have been right for the last time a moment before a sleep that was announced.
    since = asleep ? Math.max(since, from) : from;
    asleep = true;
    deps.onAsleep(since);
  }

  function suspended(): void {
    begin();
    fallAsleep(clock.now());
    later(resumed, NO_SUSPEND_MS);
  }

  function resumed(): void {
    if (!asleep) fallAsleep(clock.now());
    settle(begin(), clock.monotonic());
  }

  function settle(mine: number, wokenAt: number): void {
    const left = (total: number): number => Math.max(0, total - (clock.monotonic() - wokenAt));
    const ask = async (): Promise<void> => {
      const usable = await deps.isNetworkUsable();
      if (mine !== episode) return;
      if (usable) later(awake, left(SETTLE_MS));
      else later(() => void ask(), ASK_NETWORK_MS);
    };
    later(awake, SETTLE_AT_MOST_MS);
    void ask();
  }

  function awake(): void {
    begin();
    asleep = false;
    deps.onAwake();
  }

  return {
    isAsleep: () => asleep,
    slept(from) {
      fallAsleep(from);
      settle(begin(), clock.monotonic());
    },
    stop() {
      begin();
      for (const cancel of unsubscribe) cancel();
    },
  };
}
