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

  /** Makes room for values from `min` to `max`, so that adding them asks for no memory again. */
  reserve(min: number, max: number): void {
    this.#makeRoom(bucketOf(min), bucketOf(max));
  }

  /** Adds what `encode` of another sketch gave, or of several, with a space between any two. */
  mergeEncoded(text: string): void {
    let bucket = ZERO_BUCKET - 1;
    let counting = false;
    let value = 0;
    let scale = 1;
    for (let at = 0; at < text.length; at += 1) {
      const digit = text.charCodeAt(at) - FIRST_CHARACTER;
      if (digit < 0) {
        bucket = ZERO_BUCKET - 1;
        continue;
      }
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
      this.#makeRoom(bucket - MARGIN, bucket + MARGIN);
      this.#bump(bucket, by);
      return;
    }
    this.#counts[index] = (this.#counts[index] ?? 0) + by;
    this.#total += by;
  }

  /** Makes room for the buckets from `first` to `last`. */
  #makeRoom(first: number, last: number): void {
    const empty = this.#counts.length === 0;
    const start = empty ? first : Math.min(this.#first, first);
    const end = empty ? last + 1 : Math.max(this.#first + this.#counts.length, last + 1);
    const counts = new Uint32Array(end - start);
    counts.set(this.#counts, empty ? 0 : this.#first - start);
    this.#counts = counts;
    this.#first = start;
  }
}
