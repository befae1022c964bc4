import type { MessagePort } from 'node:worker_threads';
import type { Clock } from '../../ports.ts';
import { serveCalls } from '../../storage/serve-calls.ts';
import type { WorkerNews } from '../../storage/worker-messages.ts';
import type { LogsCallName } from '../logs-messages.ts';
import { createLogThread } from './log-thread.ts';

export interface LogThreadSettings {
  dataDir: string;
  clock: Clock;
  /** Entry of the thread that reads backlogs. */
  backlogWorker: URL;
}

/** Answers calls that come through a port, and tells news through it. */
export function serveLogThread(port: MessagePort, settings: LogThreadSettings): void {
  const thread = createLogThread({
    ...settings,
    tell: (news, payload) => port.postMessage({ news, payload } satisfies WorkerNews),
  });
  const answer = serveCalls(port, (name, params) => thread[name as LogsCallName](params as never));
  /** Opened at once; where that fails, the first call tries again and tells why. */
  void answer({ id: 0, name: 'status', params: null });
}
