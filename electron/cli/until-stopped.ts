import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** The end of a command that goes on until it is told to stop. */
export interface Stop {
  stopped(): boolean;
  /** Waits, and for the reader of stdout to have caught up; less long when the end comes. */
  pause(ms: number): Promise<void>;
}

/** Ends with SIGINT, SIGTERM and SIGHUP, and when nobody reads stdout any more. */
export function untilStopped(): Stop {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end.abort());
  for (const event of ['error', 'close'] as const) process.stdout.once(event, () => end.abort());
  const { signal } = end;
  return {
    stopped: () => signal.aborted,
    async pause(ms) {
      try {
        await wait(ms, undefined, { signal });
        if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain', { signal });
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
  };
}
