/** Entry of the log thread: sole writer of logs.db. Files are read here, so that no flood of them delays a check. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveLogThread } from './engine/logs/thread/serve-log-thread.ts';
import type { WorkerSettings } from './engine/storage/worker-messages.ts';
import { nodeClock } from './host/node-clock.ts';

if (!parentPort) throw new Error('the log reader runs as a worker thread');
const { dataDir } = workerData as WorkerSettings;
/** Compiled beside this file, or its source. */
const backlogWorker = new URL(
  import.meta.url.endsWith('.js') ? 'log-backlog-worker.js' : 'log-backlog-worker.ts',
  import.meta.url,
);
serveLogThread(parentPort, { dataDir, clock: nodeClock, backlogWorker });
