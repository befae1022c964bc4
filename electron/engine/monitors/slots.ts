import type { Clock } from '../ports.ts';

/** How many checks may be in their busy first moments at once. */
export const FAST_SLOTS = 64;
/** How long a check may keep its slot; after that it is waiting for its target and costs next to nothing. */
export const SLOT_HOLD_MS = 100;

export interface Slots {
  /** Runs the task as soon as a slot is free, in the order of the calls; settles as the task does. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/**
 * Bounds how much starts at one moment without letting a slow target hold up the others: a slot is given back
 * when its task ends or after `holdMs`, whichever comes first. What then is still under way is bounded by one
 * check for each monitor.
 */
export function createSlots(clock: Clock, limit = FAST_SLOTS, holdMs = SLOT_HOLD_MS): Slots {
  const waiting: (() => void)[] = [];
  let free = limit;

  async function acquire(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve) => void waiting.push(resolve));
  }

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return {
    async run(task) {
      await acquire();
      let given = false;
      const giveBack = (): void => {
        if (given) return;
        given = true;
        release();
      };
      const cancel = clock.setTimeout(giveBack, holdMs);
      try {
        return await task();
      } finally {
        cancel();
        giveBack();
      }
    },
  };
}
