/** Entry of the log thread: sole writer of logs.db. Files are read here, so that no flood of them delays a check. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerAnswer, WorkerCall, WorkerSettings } from '../storage/worker-messages.ts';
import type { LogsCallName } from './logs-messages.ts';
import { openLogsStore } from './logs-store.ts';

const port = parentPort;
if (!port) throw new Error('the log reader runs as a worker thread');
const { dataDir } = workerData as WorkerSettings;
let store: ReturnType<typeof openLogsStore> | null = null;
/** Opened at once; where that fails, the first call tries again and tells why. */
answer(0, 'status', null);

port.on('message', ({ id, name, params }: WorkerCall) => {
  port.postMessage(answer(id, name as LogsCallName, params));
});

function answer(id: number, name: LogsCallName, params: unknown): WorkerAnswer {
  try {
    store ??= openLogsStore(dataDir);
    return { id, value: store[name](params as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
