/** What the log thread answers to, by name: what goes in and what comes back. */
export interface LogsCalls {
  status: { params: null; answer: LogsStatus };
  /** Deletes what is older than its retention; what is left over is true where another turn is needed. */
  retain: { params: { logsMs: number; now: number }; answer: { more: boolean } };
  /** Commits what waits. */
  flush: { params: null; answer: null };
  /** Commits what waits and closes the database; nothing may be asked afterwards. */
  close: { params: null; answer: null };
}

export type LogsCallName = keyof LogsCalls;

export interface LogsStatus {
  /** The schema version of logs.db. */
  schema: number;
  /** Everything that logs take on disk, in bytes. */
  bytes: number;
}
