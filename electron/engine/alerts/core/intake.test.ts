import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/config/alerts/model.ts';
import { coreConfig, DOWN, facts, playedCore, rule } from '../../../../tests/fakes/played-core.ts';
import type { CoreInput, SeenResult } from './inputs.ts';

const above = (limit: number) => ({ direction: 'above' as const, limit });
const overMs = 600_000;
const UPTIME: Condition = { kind: 'uptime', threshold: { direction: 'below', limit: 0.9 }, overMs };
const SLOW: Condition = { kind: 'latency', aggregate: 'max', threshold: above(100), overMs, minSamples: 1 };
const RESTARTS: Condition = { kind: 'restarts', threshold: above(1), overMs };

const watching = (...conditions: Condition[]) =>
  playedCore(
    coreConfig([facts('a')], {
      rules: conditions.map((when, index) => rule(`r${index}`, 'warning', when)),
    }),
  );

/** A result alone, healthy where it says nothing else. */
function result(second: number, more: Partial<SeenResult> = {}, monitor = 'a'): CoreInput {
  const plain = { state: 'healthy' as const, latencyMs: 10, recheck: false, restarted: 0 };
  const known = { certificateUntil: null, fileWrittenAt: null };
  return { type: 'result', monitor, result: { at: second * 1000, ...plain, ...known, ...more } };
}

function windows({ core }: ReturnType<typeof playedCore>) {
  const subject = core.state.subjects.get('a');
  return {
    results: subject?.timeline.map(({ count }) => count),
    latency: subject?.latency.value,
    restarts: subject?.restarts.value,
  };
}

describe('a result', () => {
  it('is kept only in the windows that a rule looks at', () => {
    const seen = (...conditions: Condition[]) => {
      const played = watching(...conditions);
      played.at(10, result(10, { restarted: 2 }));
      return windows(played);
    };
    expect(seen(DOWN.when)).toEqual({ results: [], latency: [], restarts: [] });
    expect(seen(UPTIME)).toEqual({ results: [1], latency: [], restarts: [] });
    expect(seen(SLOW)).toEqual({ results: [1], latency: [10], restarts: [] });
    expect(seen(RESTARTS)).toEqual({ results: [1], latency: [], restarts: [2] });
  });

  it('of an extra check counts for no share, and what it lacks for nothing', () => {
    const played = watching(SLOW, RESTARTS);
    played.at(10, result(10, { recheck: true, latencyMs: null }));
    expect(windows(played)).toEqual({ results: [], latency: [], restarts: [] });
    played.at(20, result(20, { state: 'unknown', latencyMs: 500, restarted: 1 }));
    expect(windows(played)).toEqual({ results: [1], latency: [], restarts: [] });
  });

  it('is judged without a view that follows it', () => {
    const played = watching(SLOW);
    for (let second = 0; second <= 300; second += 30) played.at(second, result(second, { latencyMs: 500 }));
    expect(played.core.standing('r0', 'a').phase).toBe('firing');
  });

  it('that shows no certificate and no file leaves what was known of them', () => {
    const played = playedCore(coreConfig([facts('a')]));
    played.at(10, result(10, { certificateUntil: 7, fileWrittenAt: 8 }));
    played.at(20, result(20));
    expect(played.core.state.subjects.get('a')).toMatchObject({ certificateUntil: 7, fileWrittenAt: 8 });
  });

  it('that comes late makes nothing older than it is', () => {
    const played = playedCore(coreConfig([facts('a')]));
    played.at(20, result(20));
    played.at(21, result(5));
    expect(played.core.state.subjects.get('a')).toMatchObject({
      lastResultAt: 20_000,
      lastTrustedAt: 20_000,
    });
  });

  it('of a monitor that is gone, or not watched, is nothing', () => {
    const played = watching(UPTIME);
    expect(played.at(10, result(10, {}, 'stranger'))).toEqual([]);
    played.at(20, { type: 'close', subject: 'a', reason: 'paused' });
    played.at(30, result(30), ...played.see(30, 'a', 'unhealthy'));
    expect(windows(played).results).toEqual([]);
    expect(played.core.state.subjects.get('a')?.view.state).toBe('unknown');
  });
});

describe('sight that is lost', () => {
  it('ends what is known, from then on, until the next result', () => {
    const played = watching(UPTIME);
    played.at(10, ...played.see(10, 'a', 'healthy'));
    const [, view] = played.see(20, 'a', 'unknown');
    if (view?.type !== 'view') throw new Error('there is no view');
    played.at(20, { ...view, lost: true });
    const subject = () => played.core.state.subjects.get('a');
    expect(subject()).toMatchObject({ dark: true, darkSince: 20_000, timeline: [{ holds: 20_000 }] });
    played.at(25, { ...view, lost: true });
    expect(subject()?.darkSince).toBe(20_000);
    expect(played.core.standing('r0', 'a').frozen).toBe(true);
    played.at(30, ...played.see(30, 'a', 'healthy'));
    expect(subject()?.dark).toBe(false);
  });

  it('is not lost where only nothing is confirmed', () => {
    const played = watching(UPTIME);
    played.at(10, ...played.see(10, 'a', 'healthy'));
    const [, view] = played.see(20, 'a', 'unknown');
    if (view) played.at(20, view);
    expect(played.core.state.subjects.get('a')?.dark).toBe(false);
  });
});

describe('a failure', () => {
  const run = (direction: 'worse' | 'better', since: number) => ({ direction, since: since * 1000 });
  const family = () => playedCore(coreConfig([facts('base'), facts('child', { dependsOn: ['base'] })]));
  const view = (played: ReturnType<typeof family>, second: number, more: object): CoreInput => {
    const [, seen] = played.see(second, 'child', 'healthy');
    if (seen?.type !== 'view') throw new Error('there is no view');
    return { ...seen, view: { ...seen.view, ...more } };
  };
  const badSince = ({ core }: ReturnType<typeof family>) => core.state.subjects.get('child')?.badSince;

  it('begins with the first result that is on its way to be confirmed, and is over with the last', () => {
    const played = family();
    played.at(0, ...played.see(0, 'base', 'healthy'), ...played.see(0, 'child', 'healthy'));
    expect(played.at(10, view(played, 10, { run: run('worse', 10) }))).toEqual(['check base']);
    expect(badSince(played)).toBe(10_000);
    expect(played.at(20, view(played, 20, { run: run('worse', 10) }))).toEqual([]);
    const down = { state: 'unhealthy', lastState: 'unhealthy', since: 10_000 };
    expect(played.at(30, view(played, 30, down)).filter((line) => line.startsWith('check'))).toEqual([]);
    expect(badSince(played)).toBe(10_000);
    played.at(40, view(played, 40, { ...down, run: run('better', 40) }));
    expect(badSince(played)).toBe(10_000);
    played.at(50, view(played, 50, {}));
    expect(badSince(played)).toBe(null);
  });

  it('asks no parent that answered since it began', () => {
    const played = family();
    played.at(10, ...played.see(10, 'base', 'healthy'));
    expect(played.at(11, view(played, 11, { run: run('worse', 10) }))).toEqual([]);
    expect(badSince(played)).toBe(10_000);
  });
});
