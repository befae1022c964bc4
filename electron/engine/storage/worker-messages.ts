/** What client and worker thread say to each other: calls by number, answers by the same number, and news unasked. */
export interface WorkerCall {
  id: number;
  name: string;
  params: unknown;
}

export type WorkerAnswer = { id: number; value: unknown } | { id: number; error: string };

export interface WorkerNews {
  news: string;
  payload: unknown;
}

/** What a worker thread is started with. */
export interface WorkerSettings {
  dataDir: string;
  /** Of a reader thread: which of the databases it answers about. */
  reads?: 'history' | 'logs';
}
