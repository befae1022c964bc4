import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/config/alerts/model.ts';
import { coreConfig, DOWN, facts, playedCore, rule } from '../../../../tests/fakes/played-core.ts';
import { Sketch } from '../../history/sketch.ts';
import type { SampleChunk } from '../windows/samples.ts';
import type { CoreInput } from './inputs.ts';

const MINUTE_S = 60;

const errors: Condition = {
  kind: 'error_rate',
  threshold: { direction: 'above', limit: 0.5 },
  overMs: 600_000,
  minSamples: 3,
  minBad: 2,
};
const latency: Condition = {
  kind: 'latency',
  aggregate: 'max',
  threshold: { direction: 'above', limit: 100 },
  overMs: 600_000,
  minSamples: 3,
};
const BAD = rule('bad', 'warning', errors);
const SLOW = rule('slow', 'warning', latency);

/** Latencies of a span of seconds, summed up. */
function chunk(from: number, to: number, ...values: number[]): SampleChunk {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value * 1000);
  return {
    from: from * 1000,
    to: to * 1000,
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    min: Math.min(...values),
    max: Math.max(...values),
    sketch: sketch.encode(),
  };
}

/** What became of the results of five minutes that ended at a second, and of their latencies. */
function sum(second: number, healthy: number, unhealthy: number, slow: SampleChunk | null = null): CoreInput {
  const [from, to] = [(second - 5 * MINUTE_S) * 1000, second * 1000];
  const upMs = (300_000 * healthy) / (healthy + unhealthy);
  const counts = { from, to, healthy, degraded: 0, unhealthy, upMs, knownMs: 300_000 };
  return { type: 'sum', monitor: 'a', sum: counts, latency: slow };
}

const firing = ({ core }: ReturnType<typeof playedCore>) =>
  [...core.state.alerts.values()].map((one) => `${one.rule} ${one.value}`);

describe('results that are only known as sums', () => {
  it('are judged at once, as the single ones would be', () => {
    const played = playedCore(coreConfig([facts('a')], { rules: [BAD, SLOW] }));
    played.at(299, ...played.see(299, 'a', 'unhealthy'));
    played.at(600, sum(600, 1, 9, chunk(310, 590, 20, 30, 40)));
    expect(firing(played)).toEqual(['bad 0.9090909090909091']);
    played.at(900, sum(900, 10, 0, chunk(610, 890, 20, 30, 250)));
    expect(firing(played)).toEqual(['slow 250']);
    played.at(1200, sum(1200, 10, 0, null));
    played.at(1500, sum(1500, 10, 0, null));
    played.at(1800, sum(1800, 10, 0, null));
    expect(played.core.standing('slow', 'a')).toEqual({ phase: 'firing', frozen: true });
  });

  it('are let go with the windows that look at them', () => {
    const played = playedCore(coreConfig([facts('a')], { rules: [BAD, SLOW] }));
    for (let second = 300; second <= 3000; second += 300) {
      played.at(second, sum(second, 10, 0, chunk(second - 300, second, 10, 20)));
    }
    const subject = played.core.state.subjects.get('a');
    expect(subject?.timeline.map(({ holds }) => holds / 1000)).toEqual([2700, 3000]);
    expect(subject?.latency.chunks.map(({ to }) => to / 1000)).toEqual([2700, 3000]);
  });

  it('are not kept where no rule looks back', () => {
    const state = playedCore(coreConfig([facts('a')], { rules: [DOWN] }));
    state.at(300, sum(300, 10, 0, chunk(0, 300, 10)));
    expect(state.core.state.subjects.get('a')).toMatchObject({ timeline: [], latency: { chunks: [] } });
    const results = playedCore(coreConfig([facts('a')], { rules: [BAD] }));
    results.at(300, sum(300, 10, 0, chunk(0, 300, 10)));
    const subject = results.core.state.subjects.get('a');
    expect([subject?.timeline.length, subject?.latency.chunks]).toEqual([1, []]);
  });

  it('say nothing of a monitor that nobody watches', () => {
    const played = playedCore(coreConfig([facts('a')], { rules: [BAD] }));
    played.at(10, { type: 'close', subject: 'a', reason: 'paused' });
    played.at(300, sum(300, 0, 10));
    expect(played.core.state.subjects.get('a')?.timeline).toEqual([]);
    const gone = playedCore(coreConfig([], { rules: [BAD] }));
    gone.at(300, sum(300, 0, 10));
    expect([...gone.core.state.subjects.keys()]).toEqual([]);
  });
});
