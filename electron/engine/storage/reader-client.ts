import type { QueryAnswer, QueryName, QueryParams } from '../history/queries/index.ts';
import type { LogQueryAnswer, LogQueryName, LogQueryParams } from '../logs/queries/index.ts';
import { createWorkerClient } from './worker-client.ts';

/** Questions to the history, answered in a thread of its own, so that none delays a check. */
export interface Reader {
  query<N extends QueryName>(name: N, params: QueryParams<N>): Promise<QueryAnswer<N>>;
  close(): Promise<void>;
}

/** @param worker the entry of the thread, `reader-worker.ts` or what was built from it */
export function createReader(worker: URL | string, dataDir: string): Reader {
  const client = createWorkerClient(worker, { dataDir, reads: 'history' });
  return {
    query: (name, params) => client.call(name, params) as Promise<QueryAnswer<typeof name>>,
    close: () => client.close(),
  };
}

/** Questions to the logs, in another thread: a search through gigabytes delays no chart. */
export interface LogReader {
  query<N extends LogQueryName>(name: N, params: LogQueryParams<N>): Promise<LogQueryAnswer<N>>;
  close(): Promise<void>;
}

/** @param worker the same entry as that of `createReader` */
export function createLogReader(worker: URL | string, dataDir: string): LogReader {
  const client = createWorkerClient(worker, { dataDir, reads: 'logs' });
  return {
    query: (name, params) => client.call(name, params) as Promise<LogQueryAnswer<typeof name>>,
    close: () => client.close(),
  };
}
