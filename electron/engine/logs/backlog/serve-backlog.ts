import type { MessagePort } from 'node:worker_threads';
import type { WorkerAnswer, WorkerCall } from '../../storage/worker-messages.ts';
import { createBacklogReader, type BacklogJob } from './read-backlog.ts';

/** Answers jobs that come through a port. */
export function serveBacklog(port: MessagePort): void {
  const read = createBacklogReader();
  port.on('message', ({ id, params }: WorkerCall) => port.postMessage(outcome(id, params as BacklogJob)));

  function outcome(id: number, job: BacklogJob): WorkerAnswer {
    try {
      return { id, value: read(job) };
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) };
    }
  }
}
