import { describe, expect, it } from 'vitest';
import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { NotifyConfig } from '../../../../shared/config/model.ts';
import { coreConfig, DOWN, facts, MEH, playedCore, rule } from '../../../../tests/fakes/played-core.ts';
import type { CoreConfig } from './facts.ts';
import type { CoreInput } from './inputs.ts';

const NEW = rule('new', 'warning', { kind: 'log_group', filter: EVERY_RECORD, group: 'new' });
const APP = { id: 'app', name: 'App', group: null, environment: 'production', monitors: [] };

/** What is said, what is kept for a digest, what was dropped, and marks. */
const told = (lines: string[]) =>
  lines.filter((line) => /^\S+ (?:desktop|mark) | held | dropped /u.test(line));
const locked = (on: boolean) => ({ type: 'presence' as const, idleSince: null, locked: on });

type Hours = NotifyConfig['quietHours'][number];
const hours = (from: string, to: string, pass: Hours['pass'] = []): Hours => ({
  days: ['thu'],
  from,
  to,
  zone: null,
  pass,
});

/** Monitors `a`, `b` and `c`, of one group each but for `c`, which is of that of `b`. */
function played(notify: Partial<NotifyConfig> = {}, more: Partial<CoreConfig> = {}) {
  const monitors = [facts('a', { group: 'A' }), facts('b', { group: 'B' }), facts('c', { group: 'B' })];
  const config = coreConfig(monitors, more);
  return playedCore({ ...config, notify: { ...config.notify, groupBy: ['group'], ...notify } });
}

function newGroup(second: number, title: string, more: { isNew?: boolean; at?: number } = {}): CoreInput {
  const { isNew = true, at = second } = more;
  const match = {
    source: 'app',
    hits: [{ condition: 'new\n', value: null }],
    time: at * 1000,
    readAt: second * 1000,
    count: 1,
    group: { fingerprint: title, title, isNew, isRegressed: false },
    backfilled: false,
  };
  return { type: 'logs', match };
}

describe('a digest after a return', () => {
  it('names of what was shown meanwhile only what still fires', () => {
    const { at, see, until } = played({}, { rules: [{ ...DOWN, forMs: 20_000 }] });
    at(0, locked(true), ...['a', 'b', 'c'].flatMap((id) => see(0, id, 'unhealthy')));
    until(60);
    at(100, ...see(100, 'a', 'healthy'), ...see(100, 'b', 'healthy'));
    at(101, ...see(101, 'b', 'unhealthy'));
    at(102, locked(false));
    expect(told(until(112))).toEqual([
      '110 desktop recovery critical a root - held 0 over 0 of down',
      '112 desktop digest critical c root c held 0 over 1 of down',
    ]);
  });

  it('is all that is said of a popup that was shown meanwhile: no other one is opened for it', () => {
    const { at, see, until, core } = played();
    at(0, locked(true), ...see(0, 'a', 'unhealthy'));
    until(10);
    at(100, locked(false));
    expect(told(until(110))).toEqual(['110 desktop digest critical a root a held 0 over 0 of down']);
    expect(core.nextDue()).toBe(14_410_000);
  });

  it('is nothing where the end of all that was shown is told at that moment', () => {
    const { at, see, until } = played();
    at(0, locked(true), ...see(0, 'a', 'unhealthy'));
    until(10);
    at(100, locked(false));
    at(105, ...see(105, 'a', 'healthy'));
    expect(told(until(200))).toEqual(['115 desktop recovery critical a root - held 0 over 0 of down']);
  });

  it('in quiet hours is told at once where they let one of its alerts through, with the others', () => {
    const away = { idleMs: 600_000, hold: ['warning' as const, 'critical' as const] };
    const { at, see, until } = played({ away, quietHours: [hours('00:10', '00:20', ['critical'])] });
    at(0, locked(true), ...see(0, 'a', 'degraded'));
    at(5, ...see(5, 'b', 'unhealthy'));
    expect(told(until(20))).toHaveLength(2);
    at(700, locked(false));
    expect(told(until(720))).toEqual(['710 desktop digest critical b,a root - held 0 over 0 of down,meh']);
  });

  it('in quiet hours waits with what is over by then, and is to survive a restart', () => {
    const { at, see, until, effectsAt } = played({ quietHours: [hours('00:10', '00:20', ['info'])] });
    at(0, locked(true), ...see(0, 'a', 'degraded'), ...see(0, 'b', 'degraded'));
    until(10);
    at(100, ...see(100, 'a', 'healthy'));
    at(700, locked(false));
    const { dirty, notifications } = effectsAt(710);
    expect([dirty, notifications]).toEqual([true, []]);
    expect(told(until(1300))).toEqual(['1200 desktop digest warning b root b held 0 over 1 of meh']);
  });
});

describe('an absence that the file does not look at', () => {
  it('holds nothing, and its end tells nothing', () => {
    const { at, see, until } = played({ away: null });
    at(0, locked(true), ...see(0, 'a', 'degraded'));
    expect(told(until(10))).toEqual(['10 desktop problem warning a root a held 0 over 0 of meh']);
    at(20, locked(false), { type: 'presence', idleSince: 0, locked: false });
    expect(told(until(900))).toEqual([]);
  });
});

describe('somebody who did nothing for ten minutes', () => {
  it('is away from the end of these on', () => {
    const idle = { type: 'presence' as const, idleSince: 0, locked: false };
    const toldBy = (second: number) => {
      const { at, see, until } = played({ away: { idleMs: 600_000, hold: ['warning'] } });
      at(0, idle);
      at(second - 10, ...see(second - 10, 'a', 'degraded'));
      return told(until(second));
    };
    expect(toldBy(599)).toEqual(['599 desktop problem warning a root a held 0 over 0 of meh']);
    expect(toldBy(600)).toEqual(['600 ledger a meh held [away] desktop: kept for the digest']);
  });
});

describe('a digest after quiet hours', () => {
  it('leaves what was shown to nobody for the return', () => {
    const { at, see, until } = played({ quietHours: [hours('00:00', '00:10', ['critical'])] });
    at(0, locked(true), ...see(0, 'a', 'degraded'), ...see(0, 'b', 'unhealthy'));
    expect(told(until(10))).toEqual([
      '10 ledger a meh held [quiet_hours] desktop: kept for the digest',
      '10 desktop problem critical b root b held 0 over 0 of down',
    ]);
    expect(told(until(900))).toEqual([]);
    at(1000, locked(false));
    expect(told(until(1010))).toEqual(['1010 desktop digest critical b,a root - held 0 over 0 of down,meh']);
  });

  it('names of equals the earliest first, in whatever order they were held', () => {
    const { at, see, until } = played({ quietHours: [hours('00:01', '00:20')] });
    at(40, ...see(40, 'b', 'degraded'));
    until(50);
    at(61, ...see(61, 'c', 'degraded'));
    at(100, ...see(100, 'a', 'degraded'));
    expect(told(until(400)).map((line) => line.slice(0, 16))).toEqual([
      '110 ledger a meh',
      '350 ledger c meh',
    ]);
    expect(told(until(1300))).toEqual(['1200 desktop digest warning c,a root - held 0 over 0 of meh']);
  });

  it('is a popup whose end in the next ones is counted for its subjects', () => {
    const { at, see, until } = played({ quietHours: [hours('00:00', '00:10'), hours('00:20', '00:30')] });
    at(0, ...see(0, 'a', 'degraded'));
    expect(told(until(601)).at(-1)).toBe('600 desktop digest warning a root a held 0 over 0 of meh');
    at(1210, ...see(1210, 'a', 'healthy'));
    expect(told(until(1900))).toEqual([
      '1220 ledger a meh held [quiet_hours] desktop: its end is counted in the digest',
      '1800 ledger a  dropped [quiet_hours] desktop: over before anybody could be told',
      '1800 mark 1 problem came and went',
    ]);
  });

  it('is counted in the summary where too many popups were shown', () => {
    const { at, see, until } = played({
      quietHours: [hours('00:10', '00:20', ['critical'])],
      rateLimit: { popups: 1, perMs: 600_000 },
    });
    at(601, ...see(601, 'a', 'degraded'));
    at(1100, ...see(1100, 'b', 'unhealthy'));
    until(1110);
    expect(told(until(1300))).toEqual([
      '1200 ledger a meh held [rate_limit] desktop: too many popups, counted in the summary',
      '1200 desktop summary warning a root - held 0 over 0 of meh',
    ]);
  });

  it('tells of the error groups that were not told yet', () => {
    const quietHours = [hours('00:20', '00:40')];
    const { at, until, effectsAt } = played({ quietHours }, { rules: [NEW], sources: [APP] });
    at(0, newGroup(0, 'one'));
    expect(told(until(10))).toHaveLength(1);
    at(600, newGroup(600, 'one', { isNew: false }));
    at(1210, newGroup(1210, 'two'));
    at(2000, newGroup(2000, 'two', { isNew: false }));
    const [digest] = effectsAt(2400).notifications;
    expect(digest?.alerts.map(({ titles, count }) => [titles, count])).toEqual([[['two'], 1]]);
  });
});

describe('the digest of old error groups', () => {
  const old = (second: number, title: string) => newGroup(second, title, { at: 0 });
  const app = { rules: [NEW, MEH], sources: [APP] };

  it('begins anew once it was told', () => {
    const { at, effectsAt } = played({}, app);
    at(1000, old(1000, 'one'));
    expect(effectsAt(1010).notifications[0]?.alerts).toMatchObject([{ titles: ['one'], count: 1 }]);
    at(2000, old(2000, 'two'));
    expect(effectsAt(2010).notifications[0]).toMatchObject({
      subjects: ['log:app'],
      alerts: [{ titles: ['two'], count: 1 }],
    });
  });

  it('passes quiet hours that let warnings through, and is forgotten in others for good', () => {
    const passing = played({ quietHours: [hours('00:00', '01:00', ['warning'])] }, app);
    passing.at(1000, old(1000, 'one'));
    expect(passing.effectsAt(1010).notifications).toHaveLength(1);
    const other = played({ quietHours: [hours('00:00', '01:00', ['critical'])] }, app);
    other.at(1000, old(1000, 'one'));
    expect(other.effectsAt(1010)).toMatchObject({ dirty: true, notifications: [] });
    expect(other.effectsAt(4000).notifications).toEqual([]);
  });

  it('is no popup that comes in spite of the limit', () => {
    const { at, see, until } = played({ rateLimit: { popups: 1, perMs: 600_000 } }, app);
    at(990, ...see(990, 'a', 'degraded'));
    at(1000, old(1000, 'one'));
    expect(told(until(1100))).toEqual([
      '1010 ledger log:app  held [rate_limit] desktop: too many popups, counted in the summary',
      '1010 desktop summary warning log:app root - held 0 over 0 of ',
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
