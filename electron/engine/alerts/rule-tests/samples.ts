/** What single samples of a series mean. */
import { STATES } from '../../../../shared/domain/state.ts';
import { parseDuration } from '../../../../shared/config/values/duration.ts';
import { SeriesProblem, type Series } from './series.ts';

export type SampleKind = 'state' | 'number' | 'count' | 'duration';

const IS: Record<SampleKind, { fits: (sample: string) => boolean; what: string }> = {
  state: {
    fits: (sample) => STATES.some((state) => state === sample),
    what: `one of ${STATES.join(', ')} or -`,
  },
  number: { fits: (sample) => sample !== '' && Number.isFinite(Number(sample)), what: 'a number or -' },
  count: { fits: (sample) => /^\d+$/.test(sample), what: 'a whole number or -' },
  duration: {
    fits: (sample) => parseDuration(sample.replace(/^-/, '')) !== null,
    what: 'a duration such as 14d, or -',
  },
};

/** @throws SeriesProblem for the first sample that is not of its kind */
export function checkSamples(series: Series, kind: SampleKind): void {
  const { fits, what } = IS[kind];
  const seen = new Set<string>();
  for (const sample of series) {
    if (sample === null || seen.has(sample)) continue;
    seen.add(sample);
    if (!fits(sample)) throw new SeriesProblem(`expected ${what}, got "${sample}"`);
  }
}

export function sampleNumber(sample: string | null | undefined): number | null {
  return sample === null || sample === undefined ? null : Number(sample);
}

/** Milliseconds, negative ones too. */
export function sampleDuration(sample: string | null | undefined): number | null {
  if (sample === null || sample === undefined) return null;
  const ms = parseDuration(sample.replace(/^-/, ''));
  return ms === null ? null : sample.startsWith('-') ? -ms : ms;
}
