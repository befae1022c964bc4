import { describe, expect, it } from 'vitest';
import type { State } from '../../../../shared/domain/state.ts';
import { newSubject, type SourceState, type SubjectState } from '../core/state.ts';
import { addSample, noSamples } from '../windows/samples.ts';
import { addResult } from '../windows/timeline.ts';
import { burnFactors } from './burn-rate.ts';
import type { LeafCondition, LogCondition, Scene } from './condition-kind.ts';
import { judge, kindOf, leavesOf } from './registry.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const above = (limit: number) => ({ direction: 'above' as const, limit });
const below = (limit: number) => ({ direction: 'below' as const, limit });
const filter = { source: null, level: null, service: null, search: null, matches: null, where: {} };

const state: LeafCondition = { kind: 'state', states: ['unhealthy'] };
const component: LeafCondition = { kind: 'component', glob: 'redis*', states: ['unhealthy'] };
const latency: LeafCondition = {
  kind: 'latency',
  aggregate: 'max',
  threshold: above(100),
  overMs: 10 * MINUTE,
  minSamples: 3,
};
const errorRate: LeafCondition = {
  kind: 'error_rate',
  threshold: above(0.2),
  overMs: 10 * MINUTE,
  minSamples: 5,
  minBad: 2,
};
const uptime: LeafCondition = { kind: 'uptime', threshold: below(0.8), overMs: 10 * MINUTE };
const certExpires: LeafCondition = { kind: 'cert_expires', threshold: below(14 * DAY) };
const fileAge: LeafCondition = { kind: 'file_age', threshold: above(HOUR) };
const noData: LeafCondition = { kind: 'no_data', afterMs: null };
const restarts: LeafCondition = { kind: 'restarts', threshold: above(1), overMs: 10 * MINUTE };
const fastBurn: LeafCondition = { kind: 'burn_rate', objective: 0.99, windowMs: 500 * HOUR, speed: 'fast' };
const slowBurn: LeafCondition = { ...fastBurn, speed: 'slow' };
const logCount: LogCondition & { kind: 'log_count' } = {
  kind: 'log_count',
  filter,
  rate: false,
  threshold: above(3),
  overMs: 10 * MINUTE,
};
const logField: LogCondition & { kind: 'log_field' } = {
  kind: 'log_field',
  filter,
  field: 'ms',
  aggregate: 'max',
  threshold: above(100),
  overMs: 10 * MINUTE,
};
const logGroup: LeafCondition = { kind: 'log_group', filter, group: 'new' };

function scene(at: number, more: Partial<Scene> = {}): Scene {
  return {
    at,
    monitor: null,
    intervalMs: MINUTE,
    timeoutMs: 10 * SECOND,
    blind: false,
    sources: () => [],
    ...more,
  };
}

/** A monitor of which something is known. */
function monitor(change: (subject: SubjectState) => void = () => {}): SubjectState {
  const subject = newSubject(0);
  subject.dark = false;
  change(subject);
  return subject;
}

/** Results `everyMs` apart, the first at 0: `h*3 u d` and so on. */
function results(text: string, everyMs: number, holdsMs = everyMs): SubjectState {
  const states = { h: 'healthy', d: 'degraded', u: 'unhealthy', '?': 'unknown' } as const;
  return monitor(({ timeline }) => {
    let at = 0;
    for (const part of text.split(' ')) {
      const [letter = '', times = '1'] = part.split('*');
      for (let left = Number(times); left > 0; left -= 1, at += everyMs) {
        addResult(timeline, { at, state: states[letter as keyof typeof states], holdsMs }, -Infinity);
      }
    }
  });
}

function source(change: Partial<SourceState> = {}): SourceState {
  const { read = [{ from: 0, to: null }] } = change;
  return {
    reads: 'all',
    read,
    whole: read,
    windows: new Map(),
    groupAt: new Map(),
    active: new Map(),
    titles: new Map(),
    ...change,
  };
}

/** Samples of a log window by the minute, under the key of a rule of one condition. */
function sampled(
  values: Record<number, number>,
  read: SourceState['read'] = [{ from: 0, to: null }],
): SourceState {
  const samples = noSamples();
  for (const [minute, value] of Object.entries(values)) {
    addSample(samples, Number(minute) * MINUTE, value, DAY);
  }
  return source({ windows: new Map([['r\n', samples]]), read });
}

const verdict = (condition: LeafCondition, on: Scene) => judge('r', condition, on);

describe('what belongs to each form of condition', () => {
  it.each([
    // form, condition, held behind parents, held while flapping, holds an incident open, how far back it looks
    ['state', state, true, true, true, 0],
    ['component', component, true, true, true, 0],
    ['latency', latency, true, true, true, 10 * MINUTE],
    ['error_rate', errorRate, true, true, true, 10 * MINUTE],
    ['uptime', uptime, true, false, false, 10 * MINUTE],
    ['cert_expires', certExpires, false, false, false, 0],
    ['file_age', fileAge, false, false, false, 0],
    ['log_count', logCount, false, false, true, 10 * MINUTE],
    ['log_field', logField, false, false, true, 10 * MINUTE],
    ['log_group', logGroup, false, false, false, 15 * MINUTE],
    ['no_data', noData, true, false, true, 0],
    ['restarts', restarts, false, false, true, 10 * MINUTE],
    ['burn_rate, fast', fastBurn, true, false, true, 6 * HOUR],
    ['burn_rate, slow', slowBurn, true, false, false, 3 * DAY],
  ] as const)('%s', (_, condition, behindParents, behindFlapping, holdsIncident, reachMs) => {
    const kind = kindOf(condition);
    expect({
      behindParents: kind.behindParents,
      behindFlapping: kind.behindFlapping,
      holdsIncident: kind.holdsIncident(condition),
      reachMs: kind.reachMs(condition, MINUTE),
    }).toEqual({ behindParents, behindFlapping, holdsIncident, reachMs });
  });

  it('a burn rate of rare results looks back as far as its widened short window', () => {
    expect(kindOf(fastBurn).reachMs(fastBurn, 2 * HOUR)).toBe(10 * HOUR);
  });
});

describe('a condition about a monitor of which nothing is known', () => {
  const named = (...conditions: LeafCondition[]) => conditions.map((one) => [one.kind, one] as const);
  const ofMonitors = [component, latency, errorRate, uptime, certExpires, fileAge, restarts, fastBurn];

  it.each(named(state, noData, ...ofMonitors))('is unknown without a monitor: %s', (_, condition) => {
    expect(verdict(condition, scene(HOUR))).toEqual({ holds: null, value: null, dueAt: null });
  });

  it.each(named(state, ...ofMonitors))('is unknown while sight of it is lost: %s', (_, condition) => {
    const subject = results('u*60', MINUTE);
    subject.view = {
      ...subject.view,
      state: 'unhealthy',
      components: [{ path: 'redis', state: 'unhealthy' }],
    };
    subject.certificateUntil = 0;
    subject.fileWrittenAt = -DAY;
    for (let minute = 0; minute < 60; minute += 1) {
      addSample(subject.latency, minute * MINUTE, 500, DAY);
      addSample(subject.restarts, minute * MINUTE, 1, DAY);
    }
    expect(verdict(condition, scene(HOUR, { monitor: subject })).holds).toBe(true);
    subject.dark = true;
    expect(verdict(condition, scene(HOUR, { monitor: subject })).holds).toBe(null);
  });
});

describe('the state of a component', () => {
  const view = (...components: [string, State][]) =>
    monitor((subject) => {
      subject.view = { ...subject.view, components: components.map(([path, at]) => ({ path, state: at })) };
    });
  const holds = (subject: SubjectState, states: State[] = ['unhealthy']) =>
    verdict({ ...component, states }, scene(0, { monitor: subject })).holds;

  it('holds if one of those that the glob names is in it, and of those only', () => {
    expect(holds(view(['redis/a', 'healthy'], ['redis/b', 'unhealthy']))).toBe(true);
    expect(holds(view(['redis/a', 'healthy'], ['kafka', 'unhealthy']))).toBe(false);
    expect(holds(view(['kafka', 'unhealthy']))).toBe(null);
  });

  it('is unknown while one that may be in it is', () => {
    expect(holds(view(['redis/a', 'healthy'], ['redis/b', 'unknown']))).toBe(null);
    expect(holds(view(['redis/a', 'unhealthy'], ['redis/b', 'unknown']))).toBe(true);
  });

  it('speaks about a part that is not known only where the rule asks for that', () => {
    const dark = view(['redis/a', 'unknown']);
    dark.dark = true;
    expect(holds(dark)).toBe(null);
    expect(holds(dark, ['unknown'])).toBe(true);
  });
});

describe('windows over results', () => {
  const after10 = (condition: LeafCondition, subject: SubjectState) =>
    verdict(condition, scene(10 * MINUTE, { monitor: subject }));
  const withLatencies = (subject: SubjectState, ...values: number[]) => {
    for (const [index, value] of values.entries())
      addSample(subject.latency, (index + 1) * MINUTE, value, DAY);
    return subject;
  };

  it('a latency wants as many samples as the rule says, and half of its window known', () => {
    expect(after10(latency, withLatencies(results('h*10', MINUTE), 50, 200, 50))).toEqual({
      holds: true,
      value: 200,
      dueAt: null,
    });
    expect(after10(latency, withLatencies(results('h*10', MINUTE), 50, 200)).holds).toBe(null);
    expect(after10(latency, withLatencies(results('h*5', MINUTE), 50, 200, 50)).holds).toBe(true);
    expect(after10(latency, withLatencies(results('h*4', MINUTE), 50, 200, 50)).holds).toBe(null);
  });

  it('an error rate is unhealthy results of all trustworthy ones', () => {
    expect(after10(errorRate, results('h*5 d*3 u*3', MINUTE))).toEqual({
      holds: true,
      value: 0.3,
      dueAt: null,
    });
    expect(after10(errorRate, results('h*6 d*3 u*2', MINUTE))).toMatchObject({ holds: false, value: 0.2 });
  });

  it('an error rate wants enough samples, enough bad ones, and half of its window known', () => {
    expect(after10(errorRate, results('?*6 h*3 u*2', MINUTE)).holds).toBe(null);
    expect(after10(errorRate, results('? ?*4 h*3 u*3', MINUTE)).holds).toBe(true);
    expect(after10(errorRate, results('?*6 h*3 u*2', MINUTE, 2 * MINUTE)).holds).toBe(null);
    expect(after10({ ...errorRate, minSamples: 1 }, results('?*5 h*3 u*2', MINUTE)).holds).toBe(true);
    expect(after10({ ...errorRate, minSamples: 1 }, results('?*6 h*2 u*2', MINUTE)).holds).toBe(null);
    expect(after10({ ...errorRate, minSamples: 10 }, results('h*8 u*3', MINUTE)).holds).toBe(true);
    expect(after10({ ...errorRate, minSamples: 11 }, results('h*8 u*3', MINUTE)).holds).toBe(null);
    expect(after10({ ...errorRate, minBad: 4 }, results('h*8 u*3', MINUTE)).holds).toBe(false);
    expect(after10({ ...errorRate, minBad: 3 }, results('h*8 u*3', MINUTE)).holds).toBe(true);
  });

  it('an error rate below a limit needs no bad result', () => {
    const quiet = { ...errorRate, threshold: below(0.1) };
    expect(after10(quiet, results('h*11', MINUTE)).holds).toBe(true);
  });

  it('uptime is time in healthy or degraded of the known time, where half of the window is known', () => {
    expect(after10(uptime, results('h*4 d*3 u*3', MINUTE))).toEqual({ holds: true, value: 0.7, dueAt: null });
    expect(after10(uptime, results('h*5 d*3 u*2', MINUTE)).holds).toBe(false);
    expect(after10(uptime, results('?*5 h*2 u*3', MINUTE))).toMatchObject({ holds: true, value: 0.4 });
    expect(after10(uptime, results('?*6 h*1 u*3', MINUTE)).holds).toBe(null);
  });

  it('restarts are counted in a window of which half is known', () => {
    const restarted = (subject: SubjectState) => {
      addSample(subject.restarts, 6 * MINUTE, 1, DAY);
      addSample(subject.restarts, 7 * MINUTE, 1, DAY);
      return subject;
    };
    expect(after10(restarts, restarted(results('?*5 h*5', MINUTE)))).toEqual({
      holds: true,
      value: 2,
      dueAt: null,
    });
    expect(after10(restarts, restarted(results('?*6 h*4', MINUTE))).holds).toBe(null);
  });

  it('what a certificate has left and how old a file is are measured from now', () => {
    const subject = monitor((one) => {
      one.certificateUntil = 10 * DAY;
      one.fileWrittenAt = 0;
    });
    const at = (time: number) => scene(time, { monitor: subject });
    expect(verdict(certExpires, at(DAY))).toEqual({ holds: true, value: 9 * DAY, dueAt: null });
    expect(verdict(fileAge, at(2 * HOUR))).toEqual({ holds: true, value: 2 * HOUR, dueAt: null });
    expect(verdict(certExpires, scene(DAY, { monitor: monitor() })).holds).toBe(null);
    expect(verdict(fileAge, scene(DAY, { monitor: monitor() })).holds).toBe(null);
  });
});

describe('a burn rate', () => {
  // A budget of 1 % in 500 h: the limit is 10 in an hour, 4.17 in six.
  const judged = (text: string, everyMs: number, condition: LeafCondition = fastBurn, at = HOUR) =>
    verdict(condition, scene(at, { monitor: results(text, everyMs), intervalMs: everyMs }));

  it('must be exceeded in the long window and in the short one', () => {
    expect(judged('h h*200 u*40', 15 * SECOND)).toMatchObject({ holds: true, value: 16.666666667 });
    expect(judged('h h*180 u*40 h*20', 15 * SECOND).holds).toBe(false);
    expect(judged('h h*230 u*10', 15 * SECOND).holds).toBe(false);
  });

  it('is not exceeded by what it is exactly', () => {
    expect(judged('h h*216 u*24', 15 * SECOND)).toMatchObject({ holds: false, value: 10 });
    expect(judged('h h*215 u*25', 15 * SECOND).holds).toBe(true);
    expect(judged('h h*190 u*30 h*18 u*2', 15 * SECOND).holds).toBe(false);
    expect(judged('h h*190 u*30 h*17 u*3', 15 * SECOND).holds).toBe(true);
  });

  it('counts healthy and degraded results alike', () => {
    expect(judged('d d*215 u*25', 15 * SECOND).value).toBe(judged('h h*215 u*25', 15 * SECOND).value);
    expect(judged('d d*115 h*100 u*25', 15 * SECOND)).toMatchObject({ holds: true, value: 10.416666667 });
  });

  it('needs three bad results in the long window and two in the short one', () => {
    expect(judged('h h*17 u*2', 3 * MINUTE)).toMatchObject({ holds: false, value: 10.526315789 });
    expect(judged('h h*17 u*3', 3 * MINUTE).holds).toBe(true);
    expect(judged('h h*12 u*2 h*5 u', 3 * MINUTE).holds).toBe(false);
    expect(judged('h h*12 u*1 h*5 u*2', 3 * MINUTE).holds).toBe(true);
  });

  it('has a short window of at least five intervals', () => {
    // Ten minutes ago: outside of 5 min, inside of five intervals.
    expect(judged('h h*14 u*3 h*3', 3 * MINUTE).holds).toBe(true);
  });

  it('holds by either pair of windows, with the rate of the one that is exceeded', () => {
    // Six hours of one result a minute: the limit of 4.17 is 15 bad ones there, that of 10 is 6 in the hour.
    expect(judged('h h*325 u*20 h*10 u*5', MINUTE, fastBurn, 6 * HOUR)).toMatchObject({
      holds: true,
      value: 41.666666667,
    });
    expect(judged('h h*244 u*26 h*86 u*4', MINUTE, fastBurn, 6 * HOUR)).toMatchObject({
      holds: true,
      value: 8.333333333,
    });
    expect(judged('h h*353 u*7', MINUTE, fastBurn, 6 * HOUR)).toMatchObject({
      holds: true,
      value: 11.666666667,
    });
    expect(judged('h h*356 u*4', MINUTE, fastBurn, 6 * HOUR)).toMatchObject({
      holds: false,
      value: 6.666666667,
    });
  });

  it('is too fast by so many times in so long a window', () => {
    expect(burnFactors({ windowMs: 500 * HOUR, speed: 'fast' })).toEqual([
      { factor: 10, overMs: HOUR },
      { factor: 25 / 6, overMs: 6 * HOUR },
    ]);
  });

  it('is unknown where neither pair is known by half', () => {
    expect(judged('?*30 h*25 u*5', MINUTE).holds).toBe(true);
    expect(judged('?*31 h*24 u*5', MINUTE).holds).toBe(null);
    // Burning all the hour, but nothing is known of its last ten minutes.
    expect(judged('u*50 ?*10', MINUTE).holds).toBe(null);
    // Known all the time, by one result from before.
    const rare = results('u', MINUTE, DAY);
    expect(verdict(fastBurn, scene(8 * HOUR, { monitor: rare })).holds).toBe(null);
  });
});

describe('missing data', () => {
  const watch = (countedMs: number, runningSince: number | null) =>
    monitor((subject) => void (subject.noData = { countedMs, runningSince }));
  const at = (time: number, subject: SubjectState, blind = false) =>
    verdict(noData, scene(time, { monitor: subject, blind }));

  it('is missing after three intervals and the timeout, unless the rule says how long', () => {
    const limit = 3 * MINUTE + 10 * SECOND;
    expect(at(limit - 1, watch(0, 0))).toEqual({ holds: false, value: limit - 1, dueAt: limit });
    expect(at(limit, watch(0, 0))).toEqual({ holds: true, value: limit, dueAt: null });
    expect(verdict({ kind: 'no_data', afterMs: HOUR }, scene(limit, { monitor: watch(0, 0) }))).toEqual({
      holds: false,
      value: limit,
      dueAt: HOUR,
    });
  });

  it('counts only time in which it could have come', () => {
    expect(at(HOUR, watch(MINUTE, null))).toEqual({ holds: false, value: MINUTE, dueAt: null });
    expect(at(HOUR, watch(MINUTE, HOUR - MINUTE))).toEqual({
      holds: false,
      value: 2 * MINUTE,
      dueAt: HOUR + MINUTE + 10 * SECOND,
    });
    expect(at(HOUR, watch(0, 0), true).holds).toBe(null);
  });
});

describe('windows over log records', () => {
  const judged = (condition: LogCondition, at: number, ...sources: SourceState[]) =>
    verdict(condition, scene(at, { sources: () => sources }));

  it('count over all sources, a second where a rate is asked for', () => {
    expect(judged(logCount, 10 * MINUTE, sampled({ 1: 2, 5: 1 }), sampled({ 8: 1 }))).toEqual({
      holds: true,
      value: 4,
      dueAt: 11 * MINUTE,
    });
    expect(
      judged({ ...logCount, rate: true, threshold: above(0.01) }, 10 * MINUTE, sampled({ 5: 12 })),
    ).toMatchObject({
      holds: true,
      value: 0.02,
    });
  });

  it('wait for the first record that leaves, or for nothing', () => {
    expect(judged(logCount, 10 * MINUTE, sampled({ 8: 1 }), sampled({ 3: 1, 9: 1 })).dueAt).toBe(13 * MINUTE);
    expect(judged(logCount, 10 * MINUTE, sampled({}), sampled({ 4: 1 })).dueAt).toBe(14 * MINUTE);
    expect(judged(logCount, 10 * MINUTE, sampled({})).dueAt).toBe(null);
  });

  it('are judged once half of them is known, of every source, and all of it for silence', () => {
    const silence = { ...logCount, threshold: below(1) };
    const late = [{ from: 5 * MINUTE, to: null }];
    expect(judged(logCount, 10 * MINUTE, sampled({}, late)).holds).toBe(false);
    expect(judged(logCount, 9 * MINUTE, sampled({}), sampled({}, late))).toEqual({
      holds: null,
      value: null,
      dueAt: 10 * MINUTE,
    });
    expect(judged(silence, 10 * MINUTE, sampled({}, late))).toEqual({
      holds: null,
      value: null,
      dueAt: 15 * MINUTE,
    });
    expect(judged(silence, 15 * MINUTE, sampled({}, late)).holds).toBe(true);
  });

  it('know nothing of the time in which a source was not read', () => {
    const gap = [
      { from: 0, to: 3 * MINUTE },
      { from: 8 * MINUTE, to: null },
    ];
    expect(judged(logCount, 10 * MINUTE, sampled({}, gap)).holds).toBe(false);
    expect(judged(logCount, 11 * MINUTE, sampled({}, gap)).holds).toBe(false);
    expect(judged({ ...logCount, threshold: below(1) }, 12 * MINUTE, sampled({}, gap)).holds).toBe(null);
    const over = [{ from: 0, to: 9 * MINUTE }];
    expect(judged(logCount, 10 * MINUTE, sampled({}), sampled({}, over))).toEqual({
      holds: null,
      value: null,
      dueAt: null,
    });
  });

  it('are unknown without a source', () => {
    expect(judged(logCount, HOUR)).toEqual({ holds: null, value: null, dueAt: null });
    expect(judged(logField, HOUR)).toEqual({ holds: null, value: null, dueAt: null });
    expect(judged(logCount, HOUR, source({ read: [] })).holds).toBe(null);
  });

  it('of a field without a record are nothing to complain about', () => {
    expect(judged(logField, 10 * MINUTE, sampled({}))).toEqual({ holds: false, value: null, dueAt: null });
    expect(
      judged({ ...logField, aggregate: 'sum', threshold: below(5) }, 10 * MINUTE, sampled({})),
    ).toMatchObject({
      holds: false,
      value: null,
    });
    expect(
      judged(
        { ...logField, threshold: below(5) },
        10 * MINUTE,
        sampled({ 7: 3 }, [{ from: 5 * MINUTE, to: null }]),
      ),
    ).toEqual({
      holds: true,
      value: 3,
      dueAt: 17 * MINUTE,
    });
    expect(judged(logField, 10 * MINUTE, sampled({ 7: 3 }), sampled({ 8: 300 })).value).toBe(300);
  });
});

describe('a new error group', () => {
  const judged = (at: number, groupAt: number | null, blind = false) => {
    const known = source({ groupAt: new Map(groupAt === null ? [] : [['r\n', groupAt]]) });
    return verdict(logGroup, scene(at, { sources: () => [source(), known], blind }));
  };

  it('is new for a quarter of an hour', () => {
    expect(judged(20 * MINUTE, 6 * MINUTE)).toEqual({ holds: true, value: null, dueAt: 21 * MINUTE });
    expect(judged(21 * MINUTE, 6 * MINUTE)).toEqual({ holds: false, value: null, dueAt: null });
    expect(judged(0, null)).toEqual({ holds: false, value: null, dueAt: null });
  });

  it('is unknown in a time that says nothing', () => {
    expect(judged(20 * MINUTE, 6 * MINUTE, true)).toEqual({ holds: null, value: null, dueAt: null });
  });
});

describe('conditions of several parts', () => {
  const twoWindows = { kind: 'any' as const, parts: [logCount, { ...logCount, threshold: above(100) }] };
  const withWindows = (first: number, second: number) => {
    const samples = (minute: number, value: number) => {
      const one = noSamples();
      addSample(one, minute * MINUTE, value, DAY);
      return one;
    };
    const windows = new Map([
      ['r\n.0', samples(6, first)],
      ['r\n.1', samples(4, second)],
    ]);
    return scene(10 * MINUTE, { sources: () => [source({ windows })] });
  };

  it('have a key each', () => {
    expect(leavesOf('r', { kind: 'all', parts: [state, twoWindows] }).map(({ key }) => key)).toEqual([
      'r\n.0',
      'r\n.1.0',
      'r\n.1.1',
    ]);
  });

  it('look each at its own window, and wait for the first that may change', () => {
    expect(judge('r', twoWindows, withWindows(0, 200))).toEqual({
      holds: true,
      value: 200,
      dueAt: 14 * MINUTE,
    });
    expect(judge('r', twoWindows, withWindows(5, 0))).toEqual({ holds: true, value: 5, dueAt: 14 * MINUTE });
    expect(judge('r', twoWindows, withWindows(2, 2))).toEqual({
      holds: false,
      value: null,
      dueAt: 14 * MINUTE,
    });
    const first = { ...logCount, overMs: 7 * MINUTE };
    expect(judge('r', { ...twoWindows, parts: [first, logCount] }, withWindows(0, 0))).toMatchObject({
      dueAt: 13 * MINUTE,
    });
  });

  it('wait for the one part that waits', () => {
    const mixed = { kind: 'all' as const, parts: [state, noData] };
    const subject = monitor((one) => void (one.view = { ...one.view, state: 'unhealthy' }));
    expect(judge('r', mixed, scene(0, { monitor: subject }))).toEqual({
      holds: false,
      value: null,
      dueAt: 3 * MINUTE + 10 * SECOND,
    });
    expect(judge('r', { ...mixed, parts: [noData, state] }, scene(0, { monitor: subject })).dueAt).toBe(
      3 * MINUTE + 10 * SECOND,
    );
  });
});
