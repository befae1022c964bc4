/** Entry of the thread that makes records of a backlog, so that reading and storing go on beside it. */
import { parentPort } from 'node:worker_threads';
import { serveBacklog } from './engine/logs/backlog/serve-backlog.ts';

if (!parentPort) throw new Error('the reader of backlogs runs as a worker thread');
serveBacklog(parentPort);
