/** Entry of the log thread: sole writer of logs.db. Files are read here, so that no flood of them delays a check. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveLogThread } from './engine/logs/thread/serve-log-thread.ts';
import type { WorkerSettings } from './engine/storage/worker-messages.ts';
import { nodeClock } from './host/node-clock.ts';

if (!parentPort) throw new Error('the log reader runs as a worker thread');
const { dataDir } = workerData as WorkerSettings;
serveLogThread(parentPort, { dataDir, clock: nodeClock });
