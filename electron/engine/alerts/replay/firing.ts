/** One time in which a rule would have fired. Times are epoch milliseconds. */
export interface Firing {
  rule: string;
  subject: string;
  from: number;
  /** Null while it still would. */
  to: number | null;
  /** What was measured when it began, in the unit of its threshold. */
  value: number | null;
}

/** A replay that goes on later: plain data, to be handed between threads. */
export interface ReplayProgress {
  /** Up to here everything was taken in. */
  at: number;
  /** The state of the core, as `saveState` writes it. */
  core: string;
  /** What fires at `at`. */
  open: Firing[];
}
