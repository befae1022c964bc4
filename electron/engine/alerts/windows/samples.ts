/** Numbers with the time they were seen at, for windows that slide. Plain JSON, mutable by its owner only. */
import { Sketch } from '../../history/sketch.ts';
import { smallest } from './smallest.ts';

/** Older samples summarised: how many, their sum and extremes, and a percentile sketch of thousandths. */
export interface SampleChunk {
  from: number;
  to: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  sketch: string;
}

export interface Samples {
  chunks: SampleChunk[];
  /** Times ascending, each with its value. */
  at: number[];
  value: number[];
}

export const noSamples = (): Samples => ({ chunks: [], at: [], value: [] });

/** Beyond so many the oldest are summarised, so that a window over days stays small. */
const MOST_EXACT = 4_096;
const CHUNK = 512;
/** A sketch counts whole numbers; what is measured in milliseconds keeps its microseconds. */
const SCALE = 1000;

/** Takes a sample in. Late ones find their place; what is older than `keepMs` is let go. */
export function addSample(samples: Samples, at: number, value: number, keepMs: number): void {
  let index = samples.at.length;
  while (index > 0 && (samples.at[index - 1] ?? 0) > at) index -= 1;
  if (index === samples.at.length) {
    samples.at.push(at);
    samples.value.push(value);
  } else {
    samples.at.splice(index, 0, at);
    samples.value.splice(index, 0, value);
  }
  trim(samples, at - keepMs);
  if (samples.at.length > MOST_EXACT) summarise(samples);
}

/** Takes in samples that were summarised elsewhere and are newer than all others. */
export function addChunk(samples: Samples, chunk: SampleChunk, cutoff: number): void {
  samples.chunks.push(chunk);
  trim(samples, cutoff);
}

function trim(samples: Samples, cutoff: number): void {
  let old = 0;
  while ((samples.at[old] ?? Infinity) <= cutoff) old += 1;
  // Moving a list costs its length, so that it is done for many at once.
  if (old > 64) {
    samples.at.splice(0, old);
    samples.value.splice(0, old);
  }
  samples.chunks = samples.chunks.filter(({ to }) => to > cutoff);
}

function summarise(samples: Samples): void {
  const times = samples.at.splice(0, CHUNK);
  const values = samples.value.splice(0, CHUNK);
  const sketch = new Sketch();
  for (const value of values) sketch.add(Math.max(0, Math.round(value * SCALE)));
  samples.chunks.push({
    from: times[0] ?? 0,
    to: times.at(-1) ?? 0,
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    min: Math.min(...values),
    max: Math.max(...values),
    sketch: sketch.encode(),
  });
}

/** What lies in (after, until]. A summarised chunk counts whole where most of it lies inside. */
export interface SampleView {
  count: number;
  sum: number;
  values: number[];
  chunks: SampleChunk[];
}

export function viewSamples(samples: Samples, after: number, until: number): SampleView {
  const chunks = samples.chunks.filter(({ from, to }) => (from + to) / 2 > after);
  let first = samples.at.length;
  while (first > 0 && (samples.at[first - 1] ?? 0) > after) first -= 1;
  let end = samples.at.length;
  while (end > first && (samples.at[end - 1] ?? 0) > until) end -= 1;
  const values = samples.value.slice(first, end);
  let sum = 0;
  for (const value of values) sum += value;
  let count = values.length;
  for (const chunk of chunks) {
    count += chunk.count;
    sum += chunk.sum;
  }
  return { count, sum, values, chunks };
}

/** The earliest sample in (after, …], which leaves the window first; null without any. */
export function oldestSample(samples: Samples, after: number): number | null {
  return samples.at.find((at) => at > after) ?? null;
}

/** Nearest rank: the ⌈q·n⌉-th smallest. Null without values. */
export function nearestRank(view: SampleView, q: number): number | null {
  if (view.chunks.length > 0) {
    const sketch = new Sketch();
    for (const chunk of view.chunks) sketch.mergeEncoded(chunk.sketch);
    for (const value of view.values) sketch.add(Math.max(0, Math.round(value * SCALE)));
    const answer = sketch.quantile(q);
    return answer === null ? null : answer / SCALE;
  }
  return smallest(view.values, Math.max(0, Math.ceil(q * view.count - 1e-9) - 1));
}

/** Largest and smallest of a view, null without values. */
export function extremes(view: SampleView): { min: number; max: number } | null {
  if (view.count === 0) return null;
  let min = Infinity;
  let max = -Infinity;
  for (const value of view.values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  for (const chunk of view.chunks) {
    min = Math.min(min, chunk.min);
    max = Math.max(max, chunk.max);
  }
  return { min, max };
}

const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** One number of a view; null without values, but for the sum. */
export function aggregate(
  view: SampleView,
  by: 'avg' | 'p50' | 'p95' | 'p99' | 'max' | 'min' | 'sum',
): number | null {
  switch (by) {
    case 'sum':
      return view.sum;
    case 'avg':
      return view.count === 0 ? null : view.sum / view.count;
    case 'max':
      return extremes(view)?.max ?? null;
    case 'min':
      return extremes(view)?.min ?? null;
    default:
      return nearestRank(view, QUANTILES[by]);
  }
}
