/** One measured number. A benchmark informs; it is never a test that may fail on a busy machine. */
export interface BenchResult {
  /** Such as `scheduler-lateness/500/p99`. */
  id: string;
  title: string;
  value: number;
  unit: string;
  /** The same measure of a bare loop or a peer in the same run, or null where there is none. */
  baseline: number | null;
  /** `value / baseline`, or null. */
  ratio: number | null;
  /** What is to be reached, in words such as `at most 50 ms`; empty where nothing is promised. */
  goal: string;
  /** Null where there is no goal. */
  met: boolean | null;
}

export interface Bench {
  /** What `npm run bench -- NAME` calls it. */
  name: string;
  run: () => Promise<BenchResult[]>;
}

/** The q-th quantile of the values, nearest rank: the ⌈q·n⌉-th smallest; NaN for none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
