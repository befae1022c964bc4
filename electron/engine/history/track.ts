import { SERIES_SPAN_MS, type SeriesRow } from '../storage/tables/results.ts';
import { FIVE_MINUTES, ONE_HOUR } from './bucket.ts';
import { BucketFold, type ClosedBucket } from './fold.ts';
import type { RawResult } from './raw-result.ts';

/** Receives what a track has finished. */
export interface TrackOutput {
  bucket(monitor: number, closed: ClosedBucket): void;
  /** All 5-minute buckets of the hour that starts at `start` are out. */
  hour(monitor: number, start: number): void;
}

export function floorTo(time: number, size: number): number {
  return Math.floor(time / size) * size;
}

/** The open end of one monitor's history: its present series and its open bucket. */
export class Track {
  readonly key: number;
  readonly id: string;
  firstAt: number;
  readonly series: SeriesRow[] = [];
  /** Start of its newest result by wall time. */
  lastAt = -Infinity;
  holdsForMs = 0;
  #fold: BucketFold;
  #pendingHour: number | null = null;
  readonly #output: TrackOutput;

  constructor(key: number, id: string, firstAt: number, output: TrackOutput) {
    this.key = key;
    this.id = id;
    this.firstAt = firstAt;
    this.#output = output;
    this.#fold = this.#newFold();
  }

  /** Everything before it is in closed buckets, or empty. */
  get closedUntil(): number {
    return floorTo(this.#fold.position, FIVE_MINUTES);
  }

  /** True where a result belongs at the open end; any other belongs into what was closed. */
  takes(result: RawResult): boolean {
    return result.at > this.lastAt && result.at >= this.#fold.position;
  }

  add(result: RawResult): void {
    this.#fold.add(result);
    this.lastAt = result.at;
    this.holdsForMs = result.holdsForMs;
    this.#closeHour();
  }

  /** Closes the buckets to which no check can add any more: one that is under way ends within its hold. */
  closeDue(now: number): void {
    this.#fold.advance(floorTo(now - this.holdsForMs, FIVE_MINUTES));
    this.#closeHour();
  }

  /** Starts over from what is stored. `seed` holds at `from`, where the stored 5-minute rows end. */
  restore(
    from: number,
    seed: RawResult | null,
    rows: readonly RawResult[],
    hourPending: number | null,
  ): void {
    this.#fold = this.#newFold();
    this.#pendingHour = hourPending;
    // Also where nothing holds at that time: what is closed stays closed.
    if (Number.isFinite(from)) this.#fold.advance(from);
    if (seed && Number.isFinite(from)) this.#fold.seed(seed, from);
    const newest = rows.at(-1) ?? seed;
    for (const row of rows) this.#fold.add(row);
    if (newest) {
      this.lastAt = Math.max(this.lastAt, newest.at);
      this.holdsForMs = newest.holdsForMs;
    }
    this.#closeHour();
  }

  /** A series in which a result fits, or null. */
  seriesFor({ at, holdsForMs }: RawResult): SeriesRow | null {
    const fits = ({ baseAt, holdsMs }: SeriesRow) =>
      holdsMs === holdsForMs && at >= baseAt && at < baseAt + SERIES_SPAN_MS;
    return this.series.findLast(fits) ?? null;
  }

  #newFold(): BucketFold {
    return new BucketFold(FIVE_MINUTES, (closed) => {
      const hour = floorTo(closed.start, ONE_HOUR);
      if (this.#pendingHour !== null && this.#pendingHour < hour) {
        this.#output.hour(this.key, this.#pendingHour);
      }
      this.#pendingHour = hour;
      this.#output.bucket(this.key, closed);
    });
  }

  #closeHour(): void {
    if (this.#pendingHour === null || this.#fold.position < this.#pendingHour + ONE_HOUR) return;
    this.#output.hour(this.key, this.#pendingHour);
    this.#pendingHour = null;
  }
}
