import type { Database } from 'better-sqlite3';
import { setSynchronous } from '../storage/open.ts';
import { storageError, type StorageError } from '../storage/errors.ts';
import type { Cancel, Clock } from '../ports.ts';

/** A killed process loses at most what came in this time; well below the promised 250 ms. */
const COMMIT_AFTER_MS = 150;
const RETRY_FROM_MS = 500;
const RETRY_TO_MS = 10_000;

/**
 * Writes what waits, inside one transaction. What it returns is called once that is committed; it gives true when
 * something was left for a next transaction.
 */
export type Write = () => () => boolean;

export interface WriteQueueDeps {
  db: Database;
  clock: Clock;
  write: Write;
  /** A transaction was rolled back. */
  onRollback: () => void;
  /** The kind of problem changed; null when there is none any more. */
  onProblem: (problem: StorageError | null) => void;
}

/**
 * Commits soon after something came in, several results in one transaction; what a transaction could not write is
 * tried again until it can.
 */
export class WriteQueue {
  readonly #deps: WriteQueueDeps;
  #cancel: Cancel | null = null;
  #problem: StorageError | null = null;
  #retryMs = RETRY_FROM_MS;
  #durable = false;

  constructor(deps: WriteQueueDeps) {
    this.#deps = deps;
  }

  get problem(): StorageError | null {
    return this.#problem;
  }

  /** Something is waiting. */
  touch(): void {
    this.#cancel ??= this.#deps.clock.setTimeout(
      () => {
        this.#cancel = null;
        this.flush();
      },
      this.#problem ? this.#retryMs : COMMIT_AFTER_MS,
    );
  }

  /** From now to the next success, commits reach the disk before they return. */
  demandDurable(): void {
    this.#durable = true;
  }

  /** Commits everything now. False where it could not; it is kept and tried again. */
  flush(): boolean {
    this.#cancel?.();
    this.#cancel = null;
    try {
      this.#commit();
    } catch (error) {
      this.#deps.onRollback();
      this.#fail(storageError(error, this.#deps.db.name));
      return false;
    }
    this.#durable = false;
    this.#retryMs = RETRY_FROM_MS;
    if (this.#problem) {
      this.#problem = null;
      this.#deps.onProblem(null);
    }
    return true;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #commit(): void {
    const { db, write } = this.#deps;
    if (this.#durable) setSynchronous(db, 'FULL');
    try {
      const transaction = db.transaction(write);
      for (let more = true; more;) more = transaction.immediate()();
    } finally {
      if (this.#durable) setSynchronous(db, 'NORMAL');
    }
  }

  #fail(problem: StorageError): void {
    const changed = this.#problem?.code !== problem.code;
    this.#problem = problem;
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_TO_MS);
    this.touch();
    if (changed) this.#deps.onProblem(problem);
  }
}
