import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerCall, WorkerNews, WorkerSettings } from './worker-messages.ts';

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** One thread that answers calls. */
export interface WorkerClient {
  /** @param transfer buffers in `params` that are handed over and not copied: they are gone here */
  call(name: string, params: unknown, transfer?: readonly ArrayBuffer[]): Promise<unknown>;
  /** Ends the thread; calls under way are rejected. */
  close(): Promise<void>;
}

export interface WorkerListeners {
  /** The thread says something unasked. */
  onNews?: (name: string, payload: unknown) => void;
  /** The thread died and runs anew, knowing nothing. */
  onRestart?: (reason: Error) => void;
}

/** A thread that dies so soon after its start dies of its start, and is not started again. */
const SETTLED_AFTER_ANSWERS = 1;

/** By itself each thread would let some 50 MB of garbage gather before it looks. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/** Starts a thread, and starts it anew when it dies, as long as the one before had answered something. */
export function createWorkerClient(
  entry: URL | string,
  settings: WorkerSettings | null,
  { onNews, onRestart }: WorkerListeners = {},
): WorkerClient {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let closed = false;
  let failure: Error | null = null;
  let worker = start();

  function start(): Worker {
    const started = new Worker(entry, { workerData: settings, resourceLimits: LIMITS });
    let answers = 0;
    let reason: Error | null = null;
    started.on('message', (answer: WorkerAnswer | WorkerNews) => {
      if ('news' in answer) {
        if (!closed) onNews?.(answer.news, answer.payload);
        return;
      }
      answers += 1;
      const call = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('error' in answer) call?.reject(new Error(answer.error));
      else call?.resolve(answer.value);
    });
    started.on('error', (error: unknown) => {
      reason = error instanceof Error ? error : new Error(String(error));
    });
    started.on('exit', () => {
      if (closed) return;
      const why = reason ?? new Error('the thread ended unexpectedly');
      rejectAll(why);
      if (answers < SETTLED_AFTER_ANSWERS) {
        failure = why;
        return;
      }
      worker = start();
      onRestart?.(why);
    });
    return started;
  }

  function rejectAll(error: Error): void {
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  }

  return {
    call(name, params, transfer = []) {
      if (closed) return Promise.reject(new Error('the thread is closed'));
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        const message: WorkerCall = { id: nextId++, name, params };
        waiting.set(message.id, { resolve, reject });
        worker.postMessage(message, transfer);
      });
    },
    async close() {
      closed = true;
      rejectAll(new Error('the thread is closed'));
      await worker.terminate();
    },
  };
}
