import { describe, expect, it } from 'vitest';
import { sightsOf } from './sight.ts';
import { coreConfig, facts, playedCore } from '../../../../tests/fakes/played-core.ts';

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
