/** Entry of the reader threads: read-only on one of the databases, one answer for each question. */
import { parentPort, workerData } from 'node:worker_threads';
import { openHistory } from '../history/open-history.ts';
import { openLogs } from '../logs/open-logs.ts';
import { serveCalls } from './serve-calls.ts';
import type { WorkerSettings } from './worker-messages.ts';

/** A database as this thread asks it; names and parameters are those of the client, which knows their types. */
interface Opened {
  query(name: string, params: unknown): unknown;
  close(): void;
  /** True where it is not there yet, so that the next question looks again. */
  missing?: boolean;
}

const port = parentPort;
if (!port) throw new Error('the reader runs as a worker thread');
const { dataDir, reads } = workerData as WorkerSettings;
let opened: Opened | null = null;

serveCalls(port, (name, params) => {
  // Opened by the first question, not at the start: a thread that cannot open answers why, and tries again.
  opened ??= open();
  const value = opened.query(name, params);
  if (opened.missing) {
    opened.close();
    opened = null;
  }
  return value;
});

function open(): Opened {
  return reads === 'logs' ? openLogs(dataDir) : openHistory(dataDir);
}
