import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES, type State } from '../../../../shared/domain/state.ts';
import { addSample, aggregate, noSamples, viewSamples } from './samples.ts';
import { addResult, cutAt, tally, type Timeline } from './timeline.ts';

const STEP = 30_000;
const HOLDS = 70_000;

interface Result {
  at: number;
  state: State;
}

/** What a window holds, second by second and result by result. */
function slowTally(results: readonly Result[], cuts: readonly number[], after: number, until: number) {
  const sum = { healthy: 0, degraded: 0, unhealthy: 0, upMs: 0, knownMs: 0 };
  for (const [index, { at, state }] of results.entries()) {
    const cut = cuts.find((time) => time >= at) ?? Infinity;
    const ends = Math.min(results[index + 1]?.at ?? Infinity, at + HOLDS, cut, until);
    if (state === 'unknown') continue;
    const known = Math.max(0, ends - Math.max(at, after));
    sum.knownMs += known;
    if (state !== 'unhealthy') sum.upMs += known;
    if (at > after && at <= until) sum[state] += 1;
  }
  return sum;
}

const steps = fc.array(
  fc.record({
    state: fc.constantFrom(...STATES),
    times: fc.integer({ min: 1, max: 12 }),
    gap: fc.constantFrom(0, 0, 0, 1, 2, 5),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('a timeline', () => {
  it('counts and measures what a look at every single result does', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 80 }), fc.boolean(), (parts, overSteps, cuts) => {
        const timeline: Timeline = [];
        const results: Result[] = [];
        const cutTimes: number[] = [];
        let at = 0;
        for (const { state, times, gap } of parts) {
          for (let time = 0; time < times; time += 1, at += STEP) {
            results.push({ at, state });
            addResult(timeline, { at, state, holdsMs: HOLDS }, -Infinity);
            const seen = tally(timeline, at - overSteps * STEP, at);
            expect(seen).toEqual(slowTally(results, cutTimes, at - overSteps * STEP, at));
          }
          at += gap * STEP;
          if (cuts && gap > 0) {
            const cut = at - STEP / 2;
            cutTimes.push(cut);
            cutAt(timeline, cut);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stays small however long it grows, and nearly right', () => {
    const timeline: Timeline = [];
    for (let index = 0; index < 20_000; index += 1) {
      const state = index % 3 === 0 ? 'unhealthy' : 'healthy';
      addResult(timeline, { at: index * STEP, state, holdsMs: HOLDS }, -Infinity);
    }
    expect(timeline.length).toBeLessThanOrEqual(1_024);
    const { healthy, unhealthy } = tally(timeline, 5_000 * STEP, 20_000 * STEP);
    expect(unhealthy / (healthy + unhealthy)).toBeCloseTo(1 / 3, 2);
  });
});

describe('samples', () => {
  const list = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 1000 }), value: fc.integer({ min: 0, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  );

  it('of a window are aggregated by nearest rank, in whatever order they came', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 1000 }), (added, after) => {
        const samples = noSamples();
        for (const { at, value } of added) addSample(samples, at, value, Infinity);
        const inside = added.filter(({ at }) => at > after).map(({ value }) => value);
        const sorted = inside.toSorted((a, b) => a - b);
        const view = viewSamples(samples, after, 1000);
        expect(view.count).toBe(inside.length);
        expect(aggregate(view, 'sum')).toBe(inside.reduce((sum, value) => sum + value, 0));
        expect(aggregate(view, 'max')).toBe(sorted.at(-1) ?? null);
        expect(aggregate(view, 'p95')).toBe(sorted[Math.ceil(0.95 * sorted.length) - 1] ?? null);
        expect(aggregate(view, 'p50')).toBe(sorted[Math.ceil(0.5 * sorted.length) - 1] ?? null);
      }),
    );
  });

  it('beyond some thousands are summarised within one percent', () => {
    const samples = noSamples();
    for (let at = 0; at < 20_000; at += 1) addSample(samples, at, 1 + (at % 1000), Infinity);
    expect(samples.at.length).toBeLessThanOrEqual(4_096);
    const view = viewSamples(samples, -1, 20_000);
    expect(view.count).toBe(20_000);
    expect(Math.abs((aggregate(view, 'p95') ?? 0) / 950 - 1)).toBeLessThan(0.011);
  });
});
