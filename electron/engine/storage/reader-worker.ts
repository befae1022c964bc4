/** Entry of the reader thread: read-only on the history, one answer for each question. */
import { parentPort, workerData } from 'node:worker_threads';
import { openHistory, type History } from '../history/open-history.ts';
import type { QueryName } from '../history/queries/index.ts';
import type { WorkerAnswer, WorkerCall, WorkerSettings } from './worker-messages.ts';

const port = parentPort;
if (!port) throw new Error('the reader runs as a worker thread');
const { dataDir } = workerData as WorkerSettings;
let history: History | null = null;

port.on('message', ({ id, name, params }: WorkerCall) => {
  port.postMessage(answer(id, name as QueryName, params));
});

function answer(id: number, name: QueryName, params: unknown): WorkerAnswer {
  try {
    // Opened by the first question, not at the start: a thread that cannot open answers why, and tries again.
    history ??= openHistory(dataDir);
    return { id, value: history.query(name, params as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
