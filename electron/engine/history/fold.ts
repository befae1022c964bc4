import type { State } from '../../../shared/domain/state.ts';
import { Bucket } from './bucket.ts';
import type { RawResult } from './raw-result.ts';

/** A bucket that is over. */
export interface ClosedBucket {
  /** Start in epoch milliseconds, a multiple of the size. */
  start: number;
  bucket: Bucket;
}

/**
 * Folds the results of one monitor, in order of time, into buckets. This is the one place that says what a rollup
 * is: the writer, the rebuild at start, the check of a history and the open end of every query go through it.
 *
 * A result counts in the bucket of its start. A scheduled one holds until the next scheduled one, at most
 * `holdsForMs`, and its time is split at the edges of buckets; extra checks neither hold nor end a hold.
 */
export class BucketFold {
  readonly #size: number;
  readonly #close: (closed: ClosedBucket) => void;
  #start = -Infinity;
  #bucket: Bucket | null = null;
  #position = -Infinity;
  #holding: { state: State; until: number } | null = null;

  /** @param close receives each bucket that is over and not empty, in order */
  constructor(sizeMs: number, close: (closed: ClosedBucket) => void) {
    this.#size = sizeMs;
    this.#close = close;
  }

  /** Everything before this time is accounted for; results from before it are refused. */
  get position(): number {
    return this.#position;
  }

  /** Until when the last scheduled result holds if no other follows. */
  get holdsUntil(): number {
    return this.#holding?.until ?? -Infinity;
  }

  /** The bucket under way, or null while it is empty. */
  get open(): ClosedBucket | null {
    return this.#bucket && { start: this.#start, bucket: this.#bucket };
  }

  /** Takes a result not older than `position`. */
  add(result: RawResult): void {
    this.advance(result.at);
    this.#bucketAt(result.at).add(result);
    if (!result.recheck) {
      this.#holding = { state: result.state, until: result.at + Math.max(0, result.holdsForMs) };
    }
  }

  /** A scheduled result from before the first bucket that is wanted: only its hold reaches in. */
  seed(result: RawResult, from: number): void {
    this.#position = Math.max(this.#position, from);
    this.#holding = { state: result.state, until: result.at + Math.max(0, result.holdsForMs) };
  }

  /** Accounts for the time up to `to` and closes the buckets that end by then. */
  advance(to: number): void {
    if (to <= this.#position) return;
    const holding = this.#holding;
    if (holding) {
      const end = Math.min(to, holding.until);
      let from = this.#position;
      while (from < end) {
        const until = Math.min(end, this.#startOf(from) + this.#size);
        this.#bucketAt(from).timeMs[holding.state] += until - from;
        from = until;
      }
    }
    this.#position = to;
    if (this.#bucket && this.#start + this.#size <= to) this.#closeOpen();
  }

  #startOf(time: number): number {
    return Math.floor(time / this.#size) * this.#size;
  }

  #bucketAt(time: number): Bucket {
    const start = this.#startOf(time);
    if (this.#bucket && start === this.#start) return this.#bucket;
    this.#closeOpen();
    const bucket = new Bucket();
    this.#start = start;
    this.#bucket = bucket;
    return bucket;
  }

  #closeOpen(): void {
    if (this.#bucket) this.#close({ start: this.#start, bucket: this.#bucket });
    this.#bucket = null;
  }
}
