import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/config/alerts/model.ts';
import { coreConfig, DOWN, facts, MEH, playedCore, rule } from '../../../../tests/fakes/played-core.ts';

const UPTIME: Condition = {
  kind: 'uptime',
  threshold: { direction: 'below', limit: 0.9 },
  overMs: 600_000,
};

describe('the story of an incident', () => {
  it('has all that happened in it, from the first alert to the end', () => {
    const { at, until, see } = playedCore(coreConfig([facts('api')]));
    expect(at(0, ...see(0, 'api', 'healthy', { redis: 'healthy' }))).toEqual([]);
    expect(
      at(10, ...see(10, 'api', 'unhealthy', { redis: 'unhealthy', kafka: 'healthy', disk: 'degraded' })),
    ).toEqual([
      '10 ledger api down fired [] down fires for API',
      'incident api critical 10- down',
      '10 event alert: down fires (critical)',
    ]);
    expect(until(20)).toEqual([
      '20 ledger api down grouped [api] desktop: said in a problem',
      '20 event notification: problem to desktop',
      '20 desktop problem critical api root api held 0 over 0 of down',
    ]);
    expect(at(25, { type: 'mark', text: 'deploy 7' })).toEqual(['25 event mark: deploy 7']);
    expect(at(30, { type: 'ack', subject: 'api', by: 'ada', text: 'on it' })).toEqual([
      'incident api critical 10- down',
      '30 event ack: acknowledged by ada: on it',
      '30 ack api ada on it',
    ]);
    expect(
      at(40, ...see(40, 'api', 'unhealthy', { redis: 'unhealthy', kafka: 'healthy', disk: 'healthy' })),
    ).toEqual(['40 event component: disk healthy']);
    expect(at(50, ...see(50, 'api', 'unhealthy', { redis: 'unhealthy', kafka: 'degraded' }))).toEqual([
      'incident api critical 10- down',
      '50 event component: kafka degraded',
      '50 event ack: acknowledgement ended: kafka fails too',
      '50 ack api none',
    ]);
    expect(at(60, ...see(60, 'api', 'healthy', { redis: 'healthy' }))).toEqual([
      '60 ledger api down resolved [] down is over for API',
      'incident api critical 10-60 down',
      '60 event state: healthy',
      '60 event component: redis healthy',
      '60 event alert: down is over',
      '60 event closed: over',
    ]);
    expect(until(70)).toEqual([
      '70 ledger api down grouped [] desktop: said in a recovery',
      '70 desktop recovery critical api root - held 0 over 0 of down',
    ]);
    expect(at(660, ...see(660, 'api', 'degraded'))).toEqual([
      '660 ledger api meh fired [] meh fires for API',
      'incident api critical 10- down,meh',
      '660 event reopened: fires again: meh',
      '660 event alert: meh fires (warning)',
    ]);
    expect(at(670, ...see(670, 'api', 'healthy'))).toEqual([
      '670 ledger api meh resolved [] meh is over for API',
      '670 ledger api meh dropped [] desktop: over before it was shown',
      'incident api critical 10-670 down,meh',
      '670 event state: healthy',
      '670 event alert: meh is over',
      '670 event closed: over',
    ]);
    expect(until(1270)).toEqual([]);
    expect(at(1271, ...see(1271, 'api', 'degraded'))).toEqual([
      '1271 ledger api meh fired [] meh fires for API',
      'incident api warning 1271- meh',
      '1271 event alert: meh fires (warning)',
    ]);
  });
});

describe('an incident', () => {
  it('that nothing holds open is over with the last of its alerts', () => {
    const rules = [
      rule('up', 'warning', UPTIME),
      rule('cert', 'warning', { kind: 'cert_expires', threshold: { direction: 'below', limit: 1e12 } }),
    ];
    const { at, core, see } = playedCore(coreConfig([facts('api')], { rules }));
    const [result, view] = see(0, 'api', 'unhealthy');
    if (result?.type !== 'result' || !view) throw new Error('there is no result');
    at(0, { ...result, result: { ...result.result, certificateUntil: 1e9 } }, view);
    for (let second = 30; second <= 600; second += 30) at(second, ...see(second, 'api', 'unhealthy'));
    expect(core.incident('api')?.rules).toEqual(['cert', 'up']);
    const until = { ...result.result, at: 610_000, certificateUntil: 1e15 };
    at(610, { ...result, result: until }, ...see(610, 'api', 'unhealthy').slice(1));
    expect(core.standing('cert', 'api').phase).toBe('inactive');
    expect(core.incident('api')?.endedAt).toBe(null);
  });

  it('is over with the last alert that fires, whatever is pending', () => {
    const slowly = { ...MEH, id: 'slowly', forMs: 60_000 };
    const both = { ...DOWN, when: { kind: 'state' as const, states: ['unhealthy' as const] } };
    const { at, core, see } = playedCore(coreConfig([facts('api')], { rules: [both, slowly] }));
    at(0, ...see(0, 'api', 'unhealthy'));
    expect(at(10, ...see(10, 'api', 'degraded'))).toContain('10 event closed: over');
    expect(core.standing('slowly', 'api').phase).toBe('pending');
  });
});

describe('an acknowledgement', () => {
  it('outlives another alert that is no worse, and ends with the incident', () => {
    const later = { ...MEH, id: 'later', forMs: 30_000 };
    const { at, core, see, until } = playedCore(coreConfig([facts('api')], { rules: [MEH, later] }));
    at(0, ...see(0, 'api', 'degraded'));
    at(10, { type: 'ack', subject: 'api', by: 'ada', text: '' });
    until(40);
    expect(core.standing('later', 'api').phase).toBe('firing');
    expect(core.incident('api')?.ack?.by).toBe('ada');
    const ended = at(50, ...see(50, 'api', 'healthy'));
    expect(ended).toContain('50 event ack: acknowledgement ended: resolved');
  });

  it('is taken back, ends with a higher severity, and needs an incident', () => {
    const { at, see } = playedCore(coreConfig([facts('api')]));
    expect(
      at(0, { type: 'ack', subject: 'api', by: 'ada', text: '' }, { type: 'unack', subject: 'api' }),
    ).toEqual([]);
    at(10, ...see(10, 'api', 'degraded'));
    expect(at(20, { type: 'ack', subject: 'api', by: 'ada', text: '' })).toEqual([
      '20 ledger api meh grouped [api] desktop: said in a problem',
      'incident api warning 10- meh',
      '20 event ack: acknowledged by ada',
      '20 event notification: problem to desktop',
      '20 ack api ada ',
      '20 desktop problem warning api root api held 0 over 0 of meh',
    ]);
    expect(at(30, { type: 'unack', subject: 'api' })).toEqual([
      'incident api warning 10- meh',
      '30 event ack: acknowledgement ended: taken back',
      '30 ack api none',
    ]);
    expect(at(31, { type: 'unack', subject: 'api' })).toEqual([]);
    at(40, { type: 'ack', subject: 'api', by: 'ada', text: '' });
    expect(at(50, ...see(50, 'api', 'unhealthy'))).toEqual([
      '50 ledger api down fired [] down fires for API',
      '50 ledger api meh resolved [] meh is over for API',
      'incident api critical 10- meh,down',
      '50 event state: unhealthy',
      '50 event ack: acknowledgement ended: higher severity',
      '50 event alert: down fires (critical)',
      '50 event alert: meh is over',
      '50 ack api none',
    ]);
  });
});

describe('an incident that the history knows and the core does not', () => {
  it('is over, and what fires again soon reopens it', () => {
    const { at, see } = playedCore(coreConfig([facts('a')]));
    const incident = {
      id: 'i7',
      subject: 'a',
      severity: 'warning' as const,
      startedAt: -50_000,
      endedAt: null,
      rules: ['meh'],
    };
    expect(at(0, { type: 'orphan', incident })).toEqual([
      'incident a warning -50-0 meh',
      '0 event closed: how it went on is not known',
      '0 ack a none',
    ]);
    expect(at(10, ...see(10, 'a', 'degraded'))).toEqual([
      '10 ledger a meh fired [] meh fires for A',
      'incident a warning -50- meh',
      '10 event reopened: fires again: meh',
      '10 event alert: meh fires (warning)',
    ]);
    expect(at(11, { type: 'orphan', incident: { ...incident, id: 'i6' } })).toEqual([
      'incident a warning -50-11 meh',
      '11 event closed: how it went on is not known',
      '11 ack a none',
    ]);
  });
});
