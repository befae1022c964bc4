import { createWorkerClient } from '../storage/worker-client.ts';
import type { LogsCallName, LogsCalls, LogsNews } from './logs-messages.ts';

/** The log thread, sole writer of logs.db. */
export interface LogsClient {
  call<N extends LogsCallName>(name: N, params: LogsCalls[N]['params']): Promise<LogsCalls[N]['answer']>;
  close(): Promise<void>;
}

export interface LogsListeners {
  onNews?: <N extends keyof LogsNews>(name: N, payload: LogsNews[N]) => void;
  /** The thread died and has to be told anew what to read. */
  onRestart?: (reason: Error) => void;
}

/** @param worker the entry of the thread, `logs-worker.ts` or what was built from it */
export function createLogsClient(
  worker: URL | string,
  dataDir: string,
  { onNews, onRestart }: LogsListeners = {},
): LogsClient {
  const client = createWorkerClient(
    worker,
    { dataDir },
    {
      onNews: (name, payload) => onNews?.(name as keyof LogsNews, payload as never),
      ...(onRestart ? { onRestart } : {}),
    },
  );
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
