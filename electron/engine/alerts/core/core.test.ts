import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { Condition } from '../../../../shared/config/alerts/model.ts';
import { AlertCore } from './core.ts';
import { sightsOf } from './sight.ts';
import type { CoreInput } from './inputs.ts';
import { describe, expect, it } from 'vitest';
import { isBlind } from './world.ts';
import { coreConfig, DOWN, facts, MEH, playedCore, rule } from '../../../../tests/fakes/played-core.ts';

const HOUR_S = 3600;
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

describe('why an alert is held', () => {
  it('is told by whose doing it is', () => {
    const { at, until, see } = playedCore(
      coreConfig([
        facts('base'),
        facts('mid', { dependsOn: ['base'] }),
        facts('child', { dependsOn: ['mid'] }),
      ]),
    );
    at(0, ...see(0, 'base', 'healthy'), ...see(0, 'mid', 'healthy'), ...see(0, 'child', 'healthy'));
    expect(at(10, ...see(10, 'child', 'unhealthy'))).toEqual([
      '10 ledger child down fired [] down fires for CHILD',
      '10 ledger child down held [confirming] held until what it depends on has answered',
      'incident child critical 10- down',
      '10 event alert: down fires (critical)',
      'check mid',
      'check base',
    ]);
    expect(at(12, ...see(12, 'base', 'unhealthy'))).toEqual([
      '12 ledger base down fired [] down fires for BASE',
      '12 ledger child down held [base] held behind base',
      'incident base critical 12- down',
      '12 event alert: down fires (critical)',
    ]);
    expect(at(14, ...see(14, 'mid', 'unhealthy'))).toEqual([
      '14 ledger mid down fired [] down fires for MID',
      '14 ledger child down held [mid] held behind mid, base',
      '14 ledger child down held [base] held behind mid, base',
      '14 ledger mid down held [base] held behind base',
      'incident mid critical 14- down',
      '14 event alert: down fires (critical)',
      'check base',
    ]);
    expect(until(22)).toEqual([
      '22 ledger base down grouped [base] desktop: said in a problem',
      '22 event notification: problem to desktop',
      '22 desktop problem critical base root base held 2 over 0 of down',
    ]);
    expect(at(30, ...see(30, 'mid', 'healthy'), ...see(30, 'base', 'healthy'))).toEqual([
      '30 ledger base down resolved [] down is over for BASE',
      '30 ledger mid down resolved [] down is over for MID',
      'incident base critical 12-30 down',
      'incident mid critical 14-30 down',
      '30 event state: healthy',
      '30 event state: healthy',
      '30 event alert: down is over',
      '30 event closed: over',
      '30 event alert: down is over',
      '30 event closed: over',
    ]);
    expect(at(31, ...see(31, 'child', 'unhealthy'))).toEqual([]);
    expect(until(45)).toEqual([
      '40 ledger base down grouped [] desktop: said in a recovery',
      '41 ledger child down grouped [child] desktop: said in a problem',
      '41 event notification: problem to desktop',
      '40 desktop recovery critical base root - held 0 over 0 of down',
      '41 desktop problem critical child root child held 0 over 0 of down',
    ]);
  });

  it('stays so while its parent is unknown, as it was last known', () => {
    const { at, core, see, until } = playedCore(
      coreConfig([facts('base'), facts('child', { dependsOn: ['base'] })]),
    );
    at(0, ...see(0, 'base', 'unhealthy'), ...see(0, 'child', 'healthy'));
    at(10, ...see(10, 'base', 'unknown'));
    expect(at(20, ...see(20, 'child', 'unhealthy'))).toContain(
      '20 ledger child down held [base] held behind base',
    );
    until(100);
    expect(core.state.alerts.get('down\nchild')?.held).toBe('held base');
  });

  it('waits no longer for a parent than it may take to answer', () => {
    const { at, until, see } = playedCore(
      coreConfig([facts('base'), facts('child', { dependsOn: ['base'] })]),
    );
    at(0, ...see(0, 'base', 'healthy'), ...see(0, 'child', 'healthy'));
    expect(at(10, ...see(10, 'child', 'unhealthy'))).toEqual([
      '10 ledger child down fired [] down fires for CHILD',
      '10 ledger child down held [confirming] held until what it depends on has answered',
      'incident child critical 10- down',
      '10 event alert: down fires (critical)',
      'check base',
    ]);
    expect(until(27)).toEqual([]);
    expect(until(40)).toEqual([
      '37.5 ledger child down grouped [child] desktop: said in a problem',
      '37.5 event notification: problem to desktop',
      '37.5 desktop problem critical child root child held 0 over 0 of down',
    ]);
  });

  it('waits for a parent that was never seen, and has it checked at once', () => {
    const { at, see } = playedCore(coreConfig([facts('base'), facts('child', { dependsOn: ['base'] })]));
    expect(at(10, ...see(10, 'child', 'unhealthy')).at(-1)).toBe('check base');
    expect(at(11, ...see(11, 'child', 'unhealthy'))).toEqual([]);
  });

  it('says until when a maintenance window holds it, whatever the clock on the wall does', () => {
    const when = { days: ['thu' as const], from: '00:00', to: '00:10', zone: null };
    const { at, core, see } = playedCore(
      coreConfig([facts('a')], { maintenance: [{ id: 'nightly', match: [], when }] }),
    );
    at(0, { type: 'clock', by: 60_000 }, ...see(0, 'a', 'unhealthy'));
    const holds = core.inspect((world) => sightsOf(world, 'a').map(({ hold }) => hold?.dueAt));
    expect(holds).toEqual([540_000, 540_000]);
  });

  it('names a silence with its reason, and a maintenance window', () => {
    const at2 = (minute: number) => `00:${String(minute).padStart(2, '0')}`;
    const window = { id: 'nightly', match: [['monitor', ['b']]] as [string, string[]][] };
    const when = { days: ['thu' as const], from: at2(0), to: at2(10), zone: null };
    const { at, until, see } = playedCore(
      coreConfig([facts('a'), facts('b')], { maintenance: [{ ...window, when }] }),
    );
    const silence = {
      id: 's1',
      match: [['monitor', ['a']]] as [string, string[]][],
      from: 0,
      until: 300_000,
    };
    at(0, { type: 'silence', silence: { ...silence, reason: 'deploy', by: 'ada' } });
    expect(at(10, ...see(10, 'a', 'unhealthy'), ...see(10, 'b', 'unhealthy'))).toEqual([
      '10 ledger a down fired [] down fires for A',
      '10 ledger b down fired [] down fires for B',
      '10 ledger a down silenced [s1] silenced: deploy',
      '10 ledger b down silenced [maintenance] in maintenance window nightly',
      'incident a critical 10- down',
      'incident b critical 10- down',
      '10 event alert: down fires (critical)',
      '10 event alert: down fires (critical)',
    ]);
    expect(
      at(20, { type: 'silence', silence: { ...silence, until: 60_000, reason: '', by: 'ada' } }),
    ).toEqual([]);
    expect(until(80)).toEqual([
      '70 ledger a down grouped [a] desktop: said in a problem',
      '70 event notification: problem to desktop',
      '70 desktop problem critical a root a held 0 over 0 of down',
    ]);
    expect(until(620)).toEqual([
      '610 ledger b down grouped [b] desktop: said in a problem',
      '610 event notification: problem to desktop',
      '610 desktop problem critical b root b held 0 over 0 of down',
    ]);
  });
});

describe('what waits for a digest', () => {
  const weekday = { days: ['thu' as const], from: '00:00', to: '00:10', zone: null };
  const quietly = () => {
    const config = coreConfig([facts('a'), facts('b')]);
    const quietHours = [{ ...weekday, pass: ['critical' as const] }];
    return playedCore({ ...config, notify: { ...config.notify, quietHours } });
  };
  const locked = { type: 'presence' as const, idleSince: null, locked: true };
  const back = { type: 'presence' as const, idleSince: null, locked: false };

  it('is told when quiet hours end, with what was over by then counted', () => {
    const { at, until, see } = quietly();
    at(0, ...see(0, 'a', 'degraded'), ...see(0, 'b', 'degraded'));
    expect(until(10)).toEqual([
      '10 ledger a meh held [quiet_hours] desktop: kept for the digest',
      '10 ledger b meh held [quiet_hours] desktop: kept for the digest',
    ]);
    expect(at(60, ...see(60, 'a', 'healthy'))).toEqual([
      '60 ledger a meh resolved [] meh is over for A',
      'incident a warning 0-60 meh',
      '60 event state: healthy',
      '60 event alert: meh is over',
      '60 event closed: over',
    ]);
    expect(until(599)).toEqual([]);
    expect(until(600)).toEqual([
      '600 ledger b meh grouped [b] desktop: said in a digest',
      '600 event notification: digest to desktop',
      '600 desktop digest warning b root b held 0 over 1 of meh',
    ]);
    expect(at(700, ...see(700, 'b', 'healthy'))).toEqual([
      '700 ledger b meh resolved [] meh is over for B',
      'incident b warning 0-700 meh',
      '700 event state: healthy',
      '700 event alert: meh is over',
      '700 event closed: over',
    ]);
    expect(until(710)).toEqual([
      '710 ledger b meh grouped [] desktop: said in a recovery',
      '710 desktop recovery warning b root - held 0 over 0 of meh',
    ]);
  });

  it('is a mark where all of it is over', () => {
    const { at, until, see } = quietly();
    at(0, ...see(0, 'a', 'degraded'), ...see(0, 'b', 'degraded'));
    at(60, ...see(60, 'a', 'healthy'), ...see(60, 'b', 'healthy'));
    expect(until(600)).toEqual([
      '600 ledger a  dropped [quiet_hours] desktop: over before anybody could be told',
      '600 ledger b  dropped [quiet_hours] desktop: over before anybody could be told',
      '600 mark 2 problems came and went',
    ]);
  });

  it('is told after a return, led by what was shown to nobody', () => {
    const { at, until, see } = playedCore(coreConfig([facts('a'), facts('b')]));
    at(0, locked, ...see(0, 'a', 'degraded'), ...see(0, 'b', 'unhealthy'));
    expect(until(10)).toEqual([
      '10 ledger a meh held [away] desktop: kept for the digest',
      '10 ledger b down grouped [b] desktop: said in a problem',
      '10 event notification: problem to desktop',
      '10 desktop problem critical b root b held 0 over 0 of down',
    ]);
    expect(at(100, back)).toEqual([]);
    expect(until(110)).toEqual([
      '110 ledger b down grouped [] desktop: said in a digest',
      '110 ledger a meh grouped [] desktop: said in a digest',
      '110 event notification: digest to desktop',
      '110 event notification: digest to desktop',
      '110 desktop digest critical b,a root - held 0 over 0 of down,meh',
    ]);
    expect(at(120, ...see(120, 'a', 'healthy'), ...see(120, 'b', 'healthy'))).toEqual([
      '120 ledger b down resolved [] down is over for B',
      '120 ledger a meh resolved [] meh is over for A',
      'incident b critical 0-120 down',
      'incident a warning 0-120 meh',
      '120 event state: healthy',
      '120 event state: healthy',
      '120 event alert: down is over',
      '120 event closed: over',
      '120 event alert: meh is over',
      '120 event closed: over',
    ]);
    expect(until(130)).toEqual([
      '130 ledger b down grouped [] desktop: said in a recovery',
      '130 ledger a meh grouped [] desktop: said in a recovery',
      '130 desktop recovery critical b root - held 0 over 0 of down',
      '130 desktop recovery warning a root - held 0 over 0 of meh',
    ]);
  });

  it('says nothing of a popup that somebody clicked', () => {
    const { at, effectsAt, until, see } = playedCore(coreConfig([facts('b')]));
    at(0, locked, ...see(0, 'b', 'unhealthy'));
    const [shown] = effectsAt(10).notifications;
    expect(
      at(20, { type: 'seen', notification: 'another' }, { type: 'seen', notification: shown?.id ?? '' }),
    ).toEqual([]);
    at(100, back);
    expect(until(200)).toEqual([]);
  });

  it('tells of a popup though somebody clicked another one', () => {
    const { at, until, see } = playedCore(coreConfig([facts('b')]));
    at(0, locked, ...see(0, 'b', 'unhealthy'));
    until(10);
    at(20, { type: 'seen', notification: 'another' });
    at(100, back);
    expect(until(200)).toContain('110 desktop digest critical b root b held 0 over 0 of down');
  });

  it('waits on where somebody goes again at once', () => {
    const { at, until, see } = playedCore(coreConfig([facts('a')]));
    at(0, locked, ...see(0, 'a', 'degraded'));
    at(100, back);
    at(105, locked);
    expect(until(200)).toEqual([]);
    at(300, back);
    expect(until(310)).toEqual([
      '310 ledger a meh grouped [a] desktop: said in a digest',
      '310 event notification: digest to desktop',
      '310 desktop digest warning a root a held 0 over 0 of meh',
    ]);
  });
});

describe('the limit of popups', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

  it('shows six in ten minutes, critical ones beyond one by one, and counts the rest', () => {
    const { at, until, see } = playedCore(coreConfig(names.map((id) => facts(id, { group: id }))));
    at(0, ...['a', 'b', 'c', 'd', 'e', 'f'].flatMap((id) => see(0, id, 'degraded')));
    expect(until(10)).toHaveLength(18);
    at(20, ...see(20, 'g', 'degraded'), ...see(20, 'h', 'unhealthy'), ...see(20, 'i', 'unhealthy'));
    expect(until(30)).toEqual([
      '30 ledger i down held [rate_limit] desktop: too many popups, waits for its turn',
      '30 ledger g meh held [rate_limit] desktop: too many popups, counted in the summary',
      '30 ledger h down grouped [h] desktop: said in a problem',
      '30 event notification: problem to desktop',
      '30 event notification: summary to desktop',
      '30 desktop problem critical h root h held 0 over 0 of down',
      '30 desktop summary warning g root - held 0 over 0 of meh',
    ]);
    expect(
      at(31, ...see(31, 'a', 'healthy'), ...see(31, 'i', 'healthy'), ...see(31, 'j', 'unhealthy')),
    ).toEqual([
      '31 ledger i down resolved [] down is over for I',
      '31 ledger j down fired [] down fires for J',
      '31 ledger a meh resolved [] meh is over for A',
      'incident i critical 20-31 down',
      'incident j critical 31- down',
      'incident a warning 0-31 meh',
      '31 event state: healthy',
      '31 event state: healthy',
      '31 event alert: down is over',
      '31 event closed: over',
      '31 event alert: down fires (critical)',
      '31 event alert: meh is over',
      '31 event closed: over',
    ]);
    expect(until(59)).toEqual([
      '41 ledger j down held [rate_limit] desktop: too many popups, waits for its turn',
      '41 ledger a meh held [rate_limit] desktop: too many popups, counted in the summary',
      '41 ledger i down held [rate_limit] desktop: too many popups, counted in the summary',
    ]);
    expect(until(60)).toEqual([
      '60 ledger j down grouped [j] desktop: said in a problem',
      '60 event notification: problem to desktop',
      '60 desktop problem critical j root j held 0 over 0 of down',
    ]);
    expect(until(629)).toEqual([]);
    expect(until(630)).toEqual(['630 desktop summary critical a,i root - held 0 over 2 of meh,down']);
  });
});

describe('a new configuration', () => {
  const config = coreConfig([facts('a'), facts('b')]);

  it('closes what it no longer has, and leaves the rest as it is', () => {
    const { at, configure, core, see, until } = playedCore(config);
    at(0, ...see(0, 'a', 'unhealthy'), ...see(0, 'b', 'degraded'));
    until(10);
    expect(configure(config)).toEqual([]);
    expect(configure({ ...config, rules: [{ ...DOWN, severity: 'warning' }] })).toEqual([
      '10 ledger b meh closed [] the rule is gone',
      'incident b warning 0-10 meh',
      '10 event alert: meh closed: the rule is gone',
      '10 event closed: over',
    ]);
    expect(core.standing('down', 'a')).toEqual({ phase: 'firing', frozen: false });
    expect(configure({ ...config, monitors: [facts('b')] })).toEqual([
      '10 ledger a down closed [] removed from the configuration, or disabled',
      '10 ledger b meh fired [] meh fires for B',
      'incident a critical 0-10 down',
      'incident b warning 0- meh',
      '10 event alert: down closed: removed from the configuration, or disabled',
      '10 event closed: over',
      '10 event reopened: fires again: meh',
      '10 event alert: meh fires (warning)',
    ]);
    expect(core.standing('meh', 'b')).toEqual({ phase: 'firing', frozen: false });
    expect(until(HOUR_S)).toEqual([
      '310 ledger b meh grouped [b] desktop: said in a update',
      '310 event notification: update to desktop',
      '310 desktop update warning b root b held 0 over 0 of meh',
    ]);
  });

  it('starts afresh where the condition is another', () => {
    const { at, configure, core, see, until } = playedCore(config);
    at(0, ...see(0, 'a', 'unhealthy'));
    until(10);
    const changed = rule('down', 'critical', { kind: 'state', states: ['unhealthy', 'degraded'] });
    expect(configure({ ...config, rules: [changed, MEH] })).toEqual([
      '10 ledger a down closed [] its condition was changed',
      '10 ledger a down fired [] down fires for A',
      'incident a critical 0- down',
      '10 event alert: down closed: its condition was changed',
      '10 event closed: over',
      '10 event reopened: fires again: down',
      '10 event alert: down fires (critical)',
    ]);
    expect(core.standing('down', 'a').phase).toBe('firing');
  });

  it('forgets channels that are gone, and those only', () => {
    const [desktop] = config.notify.channels;
    const channels = desktop ? [desktop, { ...desktop, id: 'other' }] : [];
    const { at, configure, core, see, until } = playedCore({
      ...config,
      notify: { ...config.notify, channels },
    });
    at(0, ...see(0, 'a', 'unhealthy'));
    until(10);
    configure(config);
    expect([...core.state.channels.keys()]).toEqual(['desktop']);
    configure({ ...config, notify: { ...config.notify, channels: [] } });
    expect([...core.state.channels.keys()]).toEqual([]);
  });

  it('is to survive a restart, whatever it changes', () => {
    const { core } = playedCore(config);
    expect(core.configure(config, 10).dirty).toBe(true);
  });

  it('lets a monitor that flaps flap', () => {
    const { at, configure, core, see } = playedCore(config);
    for (let second = 0; second < 900; second += 30) {
      at(second, ...see(second, 'a', second % 60 === 0 ? 'healthy' : 'unhealthy'));
    }
    expect(core.standing('flapping', 'a').phase).toBe('firing');
    expect(configure(config)).toEqual([]);
    expect(core.standing('flapping', 'a').phase).toBe('firing');
  });

  it('has watched its log sources since they are in it, with a rule or without', () => {
    const sources = [{ id: 'app', name: 'App', group: null, environment: 'production', monitors: [] }];
    const silent = rule('silent', 'warning', {
      kind: 'log_count',
      filter: EVERY_RECORD,
      rate: false,
      threshold: { direction: 'below', limit: 1 },
      overMs: 300_000,
    });
    const { until, configure, core } = playedCore({ ...config, sources });
    until(300);
    configure({ ...config, sources, rules: [silent] });
    expect(core.standing('silent', 'log:app').phase).toBe('firing');
  });
});

describe('a monitor that is not watched any more', () => {
  it('misses no data while it is not watched, and anew when it is', () => {
    const rules = [rule('silent', 'warning', { kind: 'no_data', afterMs: 60_000 })];
    const { at, core, until } = playedCore(coreConfig([facts('a')], { rules }));
    at(30, { type: 'close', subject: 'a', reason: 'paused' });
    expect(until(1000)).toEqual([]);
    at(1000, { type: 'open', subject: 'a' });
    expect(core.nextDue()).toBe(1_060_000);
    until(1059);
    expect(core.standing('silent', 'a').phase).toBe('inactive');
    until(1060);
    expect(core.standing('silent', 'a').phase).toBe('firing');
  });

  it('closes without a word, and begins anew when it is watched again', () => {
    const { at, core, see, until } = playedCore(
      coreConfig([facts('base'), facts('a', { dependsOn: ['base'] })]),
    );
    at(0, ...see(0, 'a', 'healthy'), ...see(0, 'base', 'unhealthy'));
    at(5, ...see(5, 'a', 'unhealthy'));
    expect(until(20)).toEqual([
      '10 ledger base down grouped [base] desktop: said in a problem',
      '10 event notification: problem to desktop',
      '10 desktop problem critical base root base held 1 over 0 of down',
    ]);
    expect(at(30, { type: 'close', subject: 'base', reason: 'paused' })).toEqual([
      '30 ledger base down closed [] paused',
      'incident base critical 0-30 down',
      '30 event alert: down closed: paused',
      '30 event closed: over',
    ]);
    expect(at(31, ...see(31, 'base', 'unhealthy'))).toEqual([]);
    expect(until(60)).toEqual([
      '40 ledger a down grouped [a] desktop: said in a problem',
      '40 event notification: problem to desktop',
      '40 desktop problem critical a root a held 0 over 0 of down',
    ]);
    // What it was before says nothing of now; as a parent it counts as it was last known.
    expect(at(70, { type: 'open', subject: 'base' })).toEqual([
      '70 ledger a down held [base] held behind base',
    ]);
    expect(core.standing('down', 'base')).toEqual({ phase: 'inactive', frozen: true });
    expect(at(71, ...see(71, 'base', 'unhealthy'))).toEqual([
      '71 ledger base down fired [] down fires for BASE',
      'incident base critical 0- down',
      '71 event reopened: fires again: down',
      '71 event alert: down fires (critical)',
    ]);
    expect(core.state.subjects.get('base')?.closed).toBe(false);
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
