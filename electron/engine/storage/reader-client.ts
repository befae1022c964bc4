import type { QueryAnswer, QueryName, QueryParams } from '../history/queries/index.ts';
import { createWorkerClient } from './worker-client.ts';

/** Questions to the history, answered in a thread of its own, so that none delays a check. */
export interface Reader {
  query<N extends QueryName>(name: N, params: QueryParams<N>): Promise<QueryAnswer<N>>;
  close(): Promise<void>;
}

/** @param worker the entry of the thread, `reader-worker.ts` or what was built from it */
export function createReader(worker: URL | string, dataDir: string): Reader {
  const client = createWorkerClient(worker, { dataDir });
  return {
    query: (name, params) => client.call(name, params) as Promise<QueryAnswer<typeof name>>,
    close: () => client.close(),
  };
}
