/** Windows over records of log sources. */
import type { Threshold } from '../../../../shared/config/alerts/model.ts';
import type { SourceState, Span } from '../core/state.ts';
import { noSamples, oldestSample, viewSamples, type SampleView, type Samples } from '../windows/samples.ts';
import { ENOUGH } from './condition-kind.ts';

const NO_SAMPLES: Samples = noSamples();

/** How much of (after, at] these spans cover. */
function knownMs(spans: readonly Span[], after: number, at: number): number {
  let known = 0;
  for (const { from, to } of spans) known += Math.max(0, Math.min(to ?? at, at) - Math.max(from, after));
  return known;
}

/**
 * Null where too little of the window is known: half of it, and all of it of all files where silence is what counts.
 * Nothing is known while a source is not read at all.
 */
export function logWindow(
  sources: readonly SourceState[],
  key: string,
  window: { at: number; overMs: number; threshold: Threshold },
): { view: SampleView; dueAt: number | null } | { view: null; dueAt: number | null } {
  const { at, overMs, threshold } = window;
  const after = at - overMs;
  const silence = threshold.direction === 'below';
  const needed = overMs * (silence ? 1 : ENOUGH);
  const spans = sources.map(({ read, whole }) => (silence ? whole : read));
  const known = Math.min(...spans.map((own) => knownMs(own, after, at)));
  const reading = spans.every((own) => own.at(-1)?.to === null);
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
