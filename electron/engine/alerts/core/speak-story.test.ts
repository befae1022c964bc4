import { describe, expect, it } from 'vitest';
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { coreConfig, DOWN, facts, MEH, playedCore, rule } from '../../../../tests/fakes/played-core.ts';
import type { CoreConfig, MonitorFacts } from './facts.ts';
import type { CoreInput } from './inputs.ts';

const REDIS = rule('redis', 'critical', { kind: 'component', glob: 'redis', states: ['unhealthy'] });
const HOOK = { id: 'hook', kind: 'webhook', minSeverity: 'info', match: null, recovery: true };

const shown = (lines: string[]) => lines.filter((line) => /^\d+ (?:desktop|hook) /u.test(line));

/** Monitors of one group, `G`, but where one says otherwise. */
function grouped(monitors: [id: string, more?: Partial<MonitorFacts>][], more: Partial<CoreConfig> = {}) {
  const config = coreConfig(
    monitors.map(([id, own]) => facts(id, { group: 'G', ...own })),
    more,
  );
  return playedCore({ ...config, notify: { ...config.notify, groupBy: ['group'], ...more.notify } });
}

function silenced(id: string, until: number): CoreInput {
  const silence = { id: 's', match: [['monitor', [id]]] as [string, string[]][], from: 0, until, reason: '' };
  return { type: 'silence', silence: { ...silence, by: 'ada' } };
}

describe('the likely root of a popup', () => {
  it('is none among two or three that nothing is held behind', () => {
    const { at, see, until } = grouped([['a'], ['b'], ['c']]);
    at(0, ...['a', 'b', 'c'].flatMap((id) => see(0, id, 'unhealthy')));
    expect(shown(until(10))).toEqual(['10 desktop problem critical a,b,c root - held 0 over 0 of down']);
  });

  it('is the worst of more than three, of equals the earliest', () => {
    const worst = grouped([['a'], ['b'], ['c'], ['d']]);
    worst.at(0, ...worst.see(0, 'a', 'degraded'));
    worst.at(2, ...worst.see(2, 'b', 'unhealthy'));
    worst.at(3, ...worst.see(3, 'c', 'unhealthy'));
    worst.at(4, ...worst.see(4, 'd', 'degraded'));
    expect(shown(worst.until(10))).toEqual([
      '10 desktop problem critical a,b,c,d root b held 0 over 0 of meh,down',
    ]);
    const earliest = grouped([['a'], ['b'], ['c'], ['d']]);
    earliest.at(0, silenced('a', 8_000), ...earliest.see(0, 'a', 'unhealthy'));
    for (const [second, id] of [
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ] as const)
      earliest.at(second, ...earliest.see(second, id, 'unhealthy'));
    expect(shown(earliest.until(12))).toEqual([
      '12 desktop problem critical b,c,d,a root a held 0 over 0 of down',
    ]);
  });

  it('is the one behind which others are held, and only these are counted', () => {
    const { at, see, until } = grouped([
      ['x'],
      ['p'],
      ['k', { dependsOn: ['p'] }],
      ['q', { group: 'H' }],
      ['y', { group: 'H', dependsOn: ['q'] }],
    ]);
    at(0, ...see(0, 'x', 'unhealthy'), ...see(0, 'q', 'unhealthy'));
    at(1, ...see(1, 'p', 'unhealthy'));
    at(2, ...see(2, 'k', 'unhealthy'), ...see(2, 'y', 'unhealthy'));
    expect(shown(until(10))).toEqual([
      '10 desktop problem critical x,p root p held 1 over 0 of down',
      '10 desktop problem critical q root q held 1 over 0 of down',
    ]);
  });

  it('holds nobody who is only silenced', () => {
    const { at, see, until } = grouped([['p'], ['k', { dependsOn: ['p'] }]]);
    at(0, ...see(0, 'p', 'degraded'), silenced('k', 60_000), ...see(0, 'k', 'unhealthy'));
    expect(shown(until(30))).toEqual(['10 desktop problem warning p root p held 0 over 0 of meh']);
  });
});

describe('a popup', () => {
  it('has titles only of error groups, and an id of its own', () => {
    const { at, effectsAt, see } = grouped([['a']]);
    at(0, ...see(0, 'a', 'unhealthy'));
    const [popup] = effectsAt(10).notifications;
    expect(popup?.alerts).toMatchObject([{ titles: [], count: 0, value: null, since: 0, fires: true }]);
    expect(popup?.id).toMatch(/^n/u);
  });

  it('of several subjects has named each of them as critical that was', () => {
    const { at, see, until } = grouped([['a'], ['b']], { rules: [DOWN, MEH, REDIS] });
    at(0, ...see(0, 'a', 'unhealthy', { redis: 'healthy' }), ...see(0, 'b', 'degraded'));
    expect(shown(until(10))).toHaveLength(1);
    at(20, ...see(20, 'a', 'unhealthy', { redis: 'unhealthy' }));
    expect(shown(until(400))).toEqual(['310 desktop update critical a root a held 0 over 0 of redis']);
    at(400, ...see(400, 'b', 'unhealthy'));
    expect(shown(until(420))).toEqual(['410 desktop problem critical b root b held 0 over 0 of down']);
  });
});

describe('what is said at one instant', () => {
  const atOnce = (more: Partial<CoreConfig['notify']> = {}) => {
    const config = coreConfig([]);
    const channels = [...config.notify.channels, HOOK as unknown as ChannelConfig];
    const played = grouped([['a'], ['b'], ['c', { group: 'H' }]], {
      notify: { ...config.notify, channels, ...more },
    });
    const { at, see, until } = played;
    at(0, ...see(0, 'a', 'unhealthy'));
    until(10);
    at(20, ...see(20, 'b', 'degraded'));
    at(300, ...see(300, 'c', 'unhealthy'));
    return shown(until(310));
  };

  it('begins with new problems on all channels', () => {
    expect(atOnce({ groupBy: ['group'] })).toEqual([
      '310 desktop problem critical c root c held 0 over 0 of down',
      '310 hook problem critical c root c held 0 over 0 of down',
      '310 desktop update warning b root b held 0 over 0 of meh',
      '310 hook update warning b root b held 0 over 0 of meh',
    ]);
  });

  it('leaves the room that is left to new problems', () => {
    const limited = atOnce({ groupBy: ['group'], rateLimit: { popups: 2, perMs: 600_000 } });
    expect(limited.filter((line) => line.includes('desktop'))).toEqual([
      '310 desktop problem critical c root c held 0 over 0 of down',
      '310 desktop summary warning b root - held 0 over 0 of meh',
    ]);
  });
});

describe('an alert that is held', () => {
  it('after the recovery of its parents names them, until it has answered itself', () => {
    const confirm = { failures: 2, recoveries: 1, atLeastMs: 0 };
    const { at, see } = grouped([['p'], ['q'], ['k', { dependsOn: ['p', 'q'], confirm }]]);
    at(0, ...see(0, 'p', 'unhealthy'), ...see(0, 'q', 'unhealthy'), ...see(0, 'k', 'healthy'));
    at(10, ...see(10, 'p', 'healthy'), ...see(10, 'q', 'healthy'));
    const held = (lines: string[]) => lines.filter((line) => line.includes(' held '));
    expect(held(at(12, ...see(12, 'k', 'unhealthy')))).toEqual([
      '12 ledger k down held [p] held until it has answered after the recovery of p, q',
      '12 ledger k down held [q] held until it has answered after the recovery of p, q',
    ]);
    const parents = [...see(13, 'p', 'healthy'), ...see(13, 'q', 'healthy')];
    expect(held(at(13, ...parents, ...see(13, 'k', 'unhealthy')))).toEqual([]);
  });
});
