import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/config/alerts/model.ts';
import { AlertCore } from './core.ts';
import type { CoreInput } from './inputs.ts';
import { isBlind } from './world.ts';
import { coreConfig, DOWN, facts, playedCore, rule } from '../../../../tests/fakes/played-core.ts';

const UPTIME: Condition = {
  kind: 'uptime',
  threshold: { direction: 'below', limit: 0.9 },
  overMs: 600_000,
};

describe('an alert that waits before it fires', () => {
  it('fires once, and is over once', () => {
    const { at, see, until } = playedCore(
      coreConfig([facts('api')], { rules: [{ ...DOWN, forMs: 60_000 }] }),
    );
    expect(at(0, ...see(0, 'api', 'unhealthy'))).toEqual([]);
    expect(until(60)).toEqual([
      '60 ledger api down fired [] down fires for API',
      'incident api critical 60- down',
      '60 event alert: down fires (critical)',
    ]);
    expect(at(61, ...see(61, 'api', 'healthy')).filter((line) => line.includes('ledger'))).toEqual([
      '61 ledger api down resolved [] down is over for API',
      '61 ledger api down dropped [] desktop: over before it was shown',
    ]);
  });
});

describe('an id', () => {
  it('is of one time, one number and one run', () => {
    const idOf = (run?: string) => {
      const config = coreConfig([facts('a')], { rules: [DOWN] });
      const core = new AlertCore(config, 0, null, run);
      core.configure(config, 0);
      const { see } = playedCore(config);
      return core.advance(36_000, see(36, 'a', 'unhealthy')).incidents.map(({ id }) => id);
    };
    expect([idOf(), idOf('r7')]).toEqual([['irs0-1'], ['irs0-1-r7']]);
  });
});

describe('silences', () => {
  it('replace one of the same id, are taken back, and are forgotten when they are over', () => {
    const { at, core } = playedCore(coreConfig([facts('a')]));
    const silence = (id: string, until: number | null, from = 0): CoreInput => ({
      type: 'silence',
      silence: { id, match: [], from, until, reason: '', by: 'ada' },
    });
    const known = () => core.state.silences.map(({ id, until }) => [id, until]);
    at(0, silence('one', 10_000), silence('two', null), silence('three', 20_000));
    at(1, silence('one', 30_000));
    expect(known()).toEqual([
      ['two', null],
      ['three', 20_000],
      ['one', 30_000],
    ]);
    at(20, silence('four', null));
    expect(known().map(([id]) => id)).toEqual(['two', 'one', 'four']);
    at(21, { type: 'unsilence', id: 'two' });
    expect(known().map(([id]) => id)).toEqual(['one', 'four']);
  });
});

describe('a time that says nothing', () => {
  const zoned = () =>
    playedCore(coreConfig([facts('here', { local: true }), facts('lab', { network: 'lab' }), facts('out')]));

  it('is nobody’s but of those whose network is silent', () => {
    const { at, core } = zoned();
    const blind = () => ['here', 'lab', 'out'].filter((id) => core.inspect((world) => isBlind(world, id)));
    at(0, { type: 'blind', cause: 'zone', zone: 'lab', on: true });
    expect(blind()).toEqual(['lab']);
    at(
      1,
      { type: 'blind', cause: 'zone', zone: 'lab', on: false },
      { type: 'blind', cause: 'zone', zone: 'x', on: true },
    );
    expect(blind()).toEqual([]);
    at(2, { type: 'blind', cause: 'offline', on: true });
    expect(blind()).toEqual(['lab', 'out']);
    at(3, { type: 'blind', cause: 'offline', on: false }, { type: 'blind', cause: 'asleep', on: true });
    expect(blind()).toEqual(['here', 'lab', 'out']);
    at(4, { type: 'blind', cause: 'asleep', on: false }, { type: 'blind', cause: 'down', on: true });
    expect(blind()).toEqual(['here', 'lab', 'out']);
    at(5, { type: 'blind', cause: 'down', on: false }, { type: 'blind', cause: 'stalled', on: true });
    expect(blind()).toEqual(['here', 'lab', 'out']);
  });

  it('counts for no missing data', () => {
    const rules = [rule('silent', 'warning', { kind: 'no_data', afterMs: 60_000 })];
    const { at, until, core } = playedCore(coreConfig([facts('a')], { rules }));
    at(0, { type: 'blind', cause: 'offline', on: true }, { type: 'blind', cause: 'offline', on: true });
    until(100);
    at(110, { type: 'blind', cause: 'offline', on: false });
    until(150);
    at(160, { type: 'blind', cause: 'asleep', on: true });
    at(400, { type: 'blind', cause: 'asleep', on: false });
    at(405, { type: 'blind', cause: 'stalled', on: true });
    at(445, { type: 'blind', cause: 'stalled', on: false });
    until(449);
    expect(core.standing('silent', 'a').phase).toBe('inactive');
    expect(until(450)).toEqual([
      '450 ledger a silent fired [] silent fires for A',
      'incident a warning 450- silent',
      '450 event alert: silent fires (warning)',
    ]);
    expect(core.nextDue()).toBe(460_000);
  });

  it('is told once to channels that want to hear of everything', () => {
    const config = coreConfig([facts('a')]);
    const [desktop] = config.notify.channels;
    const channels = desktop ? [{ ...desktop, minSeverity: 'info' as const }] : [];
    const { at, until } = playedCore({ ...config, notify: { ...config.notify, channels } });
    at(0, { type: 'blind', cause: 'offline', on: true });
    expect(until(9)).toEqual([]);
    expect(until(10)).toEqual(['10 desktop offline info  root - held 0 over 0 of offline']);
    expect(until(100)).toEqual([]);
    at(110, { type: 'blind', cause: 'offline', on: false });
    at(120, { type: 'blind', cause: 'offline', on: true });
    expect(until(130)).toEqual(['130 desktop offline info  root - held 0 over 0 of offline']);
  });
});

describe('what the history knows of a monitor', () => {
  it('ends where it was seen since the start, also in the middle of results that come evenly', () => {
    const rules = [rule('up', 'warning', UPTIME)];
    const { at, core, see } = playedCore(coreConfig([facts('a')], { rules }));
    at(600, ...see(600, 'a', 'healthy'));
    const results = [480, 510, 540, 570, 600, 630].map((second) => ({
      at: second * 1000,
      state: 'unhealthy' as const,
      holdsMs: 70_000,
      recheck: false,
      latencyMs: null,
    }));
    at(640, { type: 'past', monitor: 'a', past: { sums: [], results } });
    expect(core.state.subjects.get('a')?.timeline).toMatchObject([
      { state: 'unhealthy', from: 480_000, last: 570_000, holds: 600_000, count: 4 },
      { state: 'healthy', from: 600_000, count: 1 },
    ]);
  });

  it('fills the windows behind what was seen since the start', () => {
    const rules = [
      rule('bad', 'warning', {
        kind: 'error_rate',
        threshold: { direction: 'above', limit: 0.5 },
        overMs: 600_000,
        minSamples: 3,
        minBad: 2,
      }),
      rule('slow', 'warning', {
        kind: 'latency',
        aggregate: 'max',
        threshold: { direction: 'above', limit: 100 },
        overMs: 600_000,
        minSamples: 3,
      }),
    ];
    const { at, core, see } = playedCore(coreConfig([facts('a')], { rules }));
    at(600, ...see(600, 'a', 'healthy'));
    const result = (second: number, state: 'unhealthy' | 'unknown', more = {}) => ({
      at: second * 1000,
      state,
      holdsMs: 70_000,
      recheck: false,
      latencyMs: 500,
      ...more,
    });
    at(610, {
      type: 'past',
      monitor: 'a',
      past: {
        sums: [
          { from: 30_000, to: 300_000, healthy: 0, degraded: 1, unhealthy: 2, upMs: 0, knownMs: 270_000 },
          {
            from: 300_000,
            to: 400_000,
            healthy: 4,
            degraded: 0,
            unhealthy: 0,
            upMs: 100_000,
            knownMs: 100_000,
          },
        ],
        results: [
          result(5, 'unhealthy'),
          result(400, 'unhealthy'),
          result(430, 'unknown'),
          result(460, 'unhealthy', { recheck: true, latencyMs: 700 }),
          result(500, 'unhealthy', { latencyMs: null }),
          result(600, 'unhealthy', { latencyMs: 900 }),
          result(605, 'unhealthy', { latencyMs: 900 }),
        ],
      },
    });
    const subject = core.state.subjects.get('a');
    expect(
      subject?.timeline.map(({ state, from, holds, count }) => [state, from / 1000, holds / 1000, count]),
    ).toEqual([
      ['unhealthy', 30, 300, 3],
      ['healthy', 300, 400, 4],
      ['unhealthy', 400, 430, 1],
      ['unknown', 430, 500, 1],
      ['unhealthy', 500, 570, 1],
      ['healthy', 600, 670, 1],
    ]);
    expect(subject?.latency).toMatchObject({ at: [400_000, 460_000, 600_000], value: [500, 700, 10] });
    expect(at(611, { type: 'past', monitor: 'stranger', past: { sums: [], results: [] } })).toEqual([]);
  });
});
