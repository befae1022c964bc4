import { describe, expect, it } from 'vitest';
import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import { coreConfig, DOWN, facts, MEH, playedCore, rule } from '../../../../tests/fakes/played-core.ts';

const HOUR_S = 3600;

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
