/** Windows over records of log sources. */
import type { Threshold } from '../../../../shared/config/alerts/model.ts';
import type { SourceState } from '../core/state.ts';
import { noSamples, oldestSample, viewSamples, type SampleView, type Samples } from '../windows/samples.ts';
import { ENOUGH } from './condition-kind.ts';

const NO_SAMPLES: Samples = noSamples();

/** How much of (after, at] all sources were being read. */
function knownMs(source: SourceState, after: number, at: number): number {
  let known = 0;
  for (const { from, to } of source.read)
    known += Math.max(0, Math.min(to ?? at, at) - Math.max(from, after));
  return known;
}

/** Null where too little of the window is known: half of it, and all of it where silence is what counts. */
export function logWindow(
  sources: readonly SourceState[],
  key: string,
  window: { at: number; overMs: number; threshold: Threshold },
): { view: SampleView; dueAt: number | null } | { view: null; dueAt: number | null } {
  const { at, overMs, threshold } = window;
  const after = at - overMs;
  const needed = overMs * (threshold.direction === 'below' ? 1 : ENOUGH);
  const known = Math.min(...sources.map((source) => knownMs(source, after, at)));
  const reading = sources.every((source) => source.read.at(-1)?.to === null);
  if (sources.length === 0 || !reading) return { view: null, dueAt: null };
  if (known < needed) return { view: null, dueAt: at + needed - known };
  const views = sources.map((source) => viewSamples(source.windows.get(key) ?? NO_SAMPLES, after, at));
  const oldest = sources.map((source) => oldestSample(source.windows.get(key) ?? NO_SAMPLES, after));
  const leaving = oldest.filter((time) => time !== null).map((time) => time + overMs);
  return {
    view: {
      count: views.reduce((sum, { count }) => sum + count, 0),
      sum: views.reduce((sum, view) => sum + view.sum, 0),
      values: views.flatMap(({ values }) => values),
      chunks: views.flatMap(({ chunks }) => chunks),
    },
    dueAt: leaving.length === 0 ? null : Math.min(...leaving),
  };
}
