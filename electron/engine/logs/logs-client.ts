import { createWorkerClient } from '../storage/worker-client.ts';
import type { LogsCallName, LogsCalls } from './logs-messages.ts';

/** The log thread, sole writer of logs.db. */
export interface LogsClient {
  call<N extends LogsCallName>(name: N, params: LogsCalls[N]['params']): Promise<LogsCalls[N]['answer']>;
  close(): Promise<void>;
}

/** @param worker the entry of the thread, `logs-worker.ts` or what was built from it */
export function createLogsClient(worker: URL | string, dataDir: string): LogsClient {
  const client = createWorkerClient(worker, { dataDir });
  const call: LogsClient['call'] = (name, params) =>
    client.call(name, params) as Promise<LogsCalls[typeof name]['answer']>;
  return {
    call,
    async close() {
      // A thread that failed before cannot close its database; the next start finds it as after a crash.
      await call('close', null).catch(() => null);
      await client.close();
    },
  };
}
