import { VarintReader, writeVarint } from './varint.ts';

/**
 * A percentile sketch after Masson, Rim, Lee: "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with
 * Relative-Error Guarantees" (VLDB 2019): bucket i counts the values in (γ^(i−1), γ^i]. Values are whole
 * microseconds, so bucket numbers start at 0 for 1 µs; 0 µs has bucket −1 of its own.
 * Why not a library: docs/decisions/percentile-sketch.md.
 */

/** A little under 1 %, so that rounding never carries an answer past it. */
const RELATIVE_ERROR = 0.0099;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const BUCKETS_PER_E = 1 / Math.log(GAMMA);
const ZERO_BUCKET = -1;

function bucketOf(value: number): number {
  return value < 1 ? ZERO_BUCKET : Math.ceil(Math.log(value) * BUCKETS_PER_E);
}

/** The value whose relative distance to both ends of the bucket is the same. */
function valueOf(bucket: number): number {
  return bucket === ZERO_BUCKET ? 0 : (2 * GAMMA ** bucket) / (GAMMA + 1);
}

/** Grows by this many buckets beyond what is asked for, so that near values find room. */
const MARGIN = 16;

/** Mergeable counts of latencies by size. */
export class Sketch {
  /** Counts of the buckets from `#first` on. */
  #counts = new Uint32Array(0);
  #first = 0;
  #total = 0;

  /** How many values were added. */
  get count(): number {
    return this.#total;
  }

  /** Adds a value in whole microseconds. */
  add(value: number): void {
    this.#bump(bucketOf(value), 1);
  }

  merge(other: Sketch): void {
    other.#counts.forEach((count, index) => {
      if (count > 0) this.#bump(other.#first + index, count);
    });
  }

  /** Adds what `encode` of another sketch gave. */
  mergeEncoded(bytes: Uint8Array): void {
    const reader = new VarintReader(bytes);
    let bucket = ZERO_BUCKET - 1;
    while (!reader.done) {
      const step = reader.next();
      const many = step % 2 === 1;
      bucket += (step - (many ? 1 : 0)) / 2 + 1;
      this.#bump(bucket, many ? reader.next() + 2 : 1);
    }
  }

  /**
   * Nearest rank: the first bucket whose cumulative count reaches ⌈q·n⌉.
   * @returns microseconds within 1 % of the value of that rank; null without values
   */
  quantile(q: number): number | null {
    if (this.#total === 0) return null;
    const rank = Math.max(1, Math.ceil(q * this.#total));
    let seen = 0;
    const index = this.#counts.findIndex((count) => (seen += count) >= rank);
    return valueOf(this.#first + index);
  }

  /**
   * Sparse: for each bucket that is not empty, how many empty ones stand before it, doubled, plus 1 where its count
   * (less 2) follows; a bucket of one value has no count.
   */
  encode(): Uint8Array {
    const bytes: number[] = [];
    let previous = ZERO_BUCKET - 1;
    this.#counts.forEach((count, index) => {
      if (count === 0) return;
      const bucket = this.#first + index;
      writeVarint(bytes, (bucket - previous - 1) * 2 + (count > 1 ? 1 : 0));
      if (count > 1) writeVarint(bytes, count - 2);
      previous = bucket;
    });
    return Uint8Array.from(bytes);
  }

  static decode(bytes: Uint8Array): Sketch {
    const sketch = new Sketch();
    sketch.mergeEncoded(bytes);
    return sketch;
  }

  #bump(bucket: number, by: number): void {
    const index = bucket - this.#first;
    if (index < 0 || index >= this.#counts.length) {
      this.#makeRoom(bucket);
      this.#bump(bucket, by);
      return;
    }
    this.#counts[index] = (this.#counts[index] ?? 0) + by;
    this.#total += by;
  }

  #makeRoom(bucket: number): void {
    const empty = this.#counts.length === 0;
    const first = empty ? bucket - MARGIN : Math.min(this.#first, bucket - MARGIN);
    const end = empty ? bucket + MARGIN : Math.max(this.#first + this.#counts.length, bucket + MARGIN);
    const counts = new Uint32Array(end - first);
    counts.set(this.#counts, empty ? 0 : this.#first - first);
    this.#counts = counts;
    this.#first = first;
  }
}
