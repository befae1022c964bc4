import type { MessagePort } from 'node:worker_threads';
import type { Clock } from '../../ports.ts';
import type { WorkerAnswer, WorkerCall, WorkerNews } from '../../storage/worker-messages.ts';
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
  /** Opened at once; where that fails, the first call tries again and tells why. */
  void answer({ id: 0, name: 'status', params: null });
  port.on('message', (call: WorkerCall) => void answer(call));

  async function answer({ id, name, params }: WorkerCall): Promise<void> {
    port.postMessage(await outcome(id, name as LogsCallName, params));
  }

  async function outcome(id: number, name: LogsCallName, params: unknown): Promise<WorkerAnswer> {
    try {
      return { id, value: await thread[name](params as never) };
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) };
    }
  }
}
