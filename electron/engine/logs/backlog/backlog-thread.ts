import type { Cancel, Clock } from '../../ports.ts';
import { createWorkerClient, type WorkerClient } from '../../storage/worker-client.ts';
import { readingBacklog, type Backlog, type BacklogAnswer } from './read-backlog.ts';

/** A thread without work ends after so long: most of the time there is no backlog. */
const IDLE_MS = 10_000;

/** Less is read faster than it is sent. */
const FROM_BYTES = 256 * 1024;

export interface BacklogThread extends Backlog {
  close(): Promise<void>;
}

/**
 * A thread that makes records of backlogs, running only while there is one.
 * @param entry the entry of the thread, `log-backlog-worker.ts` or what was built from it
 */
export function createBacklogThread(entry: URL, clock: Clock): BacklogThread {
  let thread: WorkerClient | null = null;
  let underWay = 0;
  let idle: Cancel | null = null;

  async function end(): Promise<void> {
    idle?.();
    idle = null;
    const ending = thread;
    thread = null;
    await ending?.close();
  }

  return {
    fromBytes: FROM_BYTES,
    read: readingBacklog(async (job) => {
      idle?.();
      idle = null;
      underWay += 1;
      thread ??= createWorkerClient(entry, null);
      try {
        return (await thread.call('read', job, [job.lines.bytes.buffer])) as BacklogAnswer;
      } finally {
        underWay -= 1;
        if (underWay === 0) idle = clock.setTimeout(() => void end(), IDLE_MS);
      }
    }),
    close: end,
  };
}
