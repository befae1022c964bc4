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

/** Grows by so many buckets beyond what is asked for, on the side where it grows. */
const MARGIN = 48;

const BASE = 32;
const FIRST_CHARACTER = '0'.charCodeAt(0);

function digits(value: number): string {
  if (value < BASE) return String.fromCharCode(FIRST_CHARACTER + value);
  return String.fromCharCode(FIRST_CHARACTER + BASE + (value % BASE)) + digits(Math.floor(value / BASE));
}

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
    const counts = other.#counts;
    for (let index = 0; index < counts.length; index += 1) {
      const count = counts[index] ?? 0;
      if (count > 0) this.#bump(other.#first + index, count);
    }
  }

  /** Adds what `encode` of another sketch gave. */
  mergeEncoded(text: string): void {
    let bucket = ZERO_BUCKET - 1;
    let counting = false;
    let value = 0;
    let scale = 1;
    for (let at = 0; at < text.length; at += 1) {
      const digit = text.charCodeAt(at) - FIRST_CHARACTER;
      if (digit >= BASE) {
        value += (digit - BASE) * scale;
        scale *= BASE;
        continue;
      }
      value += digit * scale;
      if (counting) {
        this.#bump(bucket, value + 2);
        counting = false;
      } else {
        bucket += (value >>> 1) + 1;
        counting = (value & 1) === 1;
        if (!counting) this.#bump(bucket, 1);
      }
      value = 0;
      scale = 1;
    }
  }

  /**
   * Nearest rank: the first bucket whose cumulative count reaches ⌈q·n⌉.
   * @returns microseconds within 1 % of the value of that rank; null without values
   */
  quantile(q: number): number | null {
    if (this.#total === 0) return null;
    const rank = Math.max(1, Math.ceil(q * this.#total));
    let index = 0;
    for (let seen = 0; index < this.#counts.length; index += 1) {
      seen += this.#counts[index] ?? 0;
      if (seen >= rank) break;
    }
    return valueOf(this.#first + index);
  }

  /**
   * Sparse: for each bucket that is not empty, how many empty ones stand before it, doubled, plus 1 where its count
   * (less 2) follows; a bucket of one value has no count. Numbers are written in base 32, low digits first, in one
   * ASCII character each, from `0` on for the last digit of a number and from `P` on for the others: SQLite hands
   * over a text several times faster than a blob.
   */
  encode(): string {
    let text = '';
    let previous = ZERO_BUCKET - 1;
    for (let index = 0; index < this.#counts.length; index += 1) {
      const count = this.#counts[index] ?? 0;
      if (count === 0) continue;
      const bucket = this.#first + index;
      text += digits((bucket - previous - 1) * 2 + (count > 1 ? 1 : 0));
      if (count > 1) text += digits(count - 2);
      previous = bucket;
    }
    return text;
  }

  static decode(text: string): Sketch {
    const sketch = new Sketch();
    sketch.mergeEncoded(text);
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
