/** Entry of the thread that makes records of a backlog, so that reading and storing go on beside it. */
import { parentPort } from 'node:worker_threads';
import {
  buffersOf,
  createBacklogReader,
  type BacklogAnswer,
  type BacklogJob,
} from './engine/logs/backlog/read-backlog.ts';
import { serveCalls } from './engine/storage/serve-calls.ts';

if (!parentPort) throw new Error('the reader of backlogs runs as a worker thread');
const read = createBacklogReader();
serveCalls(
  parentPort,
  (_name, job) => read(job as BacklogJob),
  (answer) => buffersOf(answer as BacklogAnswer),
);
