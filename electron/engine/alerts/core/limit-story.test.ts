import { describe, expect, it } from 'vitest';
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { coreConfig, DOWN, facts, playedCore } from '../../../../tests/fakes/played-core.ts';

const MINUTE_S = 60;

/** What is shown, and what is held back by the limit. */
const told = (lines: string[]) => lines.filter((line) => / (?:desktop|hook) |rate_limit/u.test(line));
const shown = (lines: string[]) => lines.filter((line) => /^\d+ (?:desktop|hook) /u.test(line));

/** Monitors of groups of their own, one popup in ten minutes, and the first of them shown at 10 s. */
function limited(more: Partial<Parameters<typeof coreConfig>[1]> = {}, channels: ChannelConfig[] = []) {
  const monitors = ['a', 'b', 'c', 'd', 'e'].map((id) => facts(id, { group: id }));
  const config = coreConfig(monitors, more);
  const { notify } = config;
  const played = playedCore({
    ...config,
    notify: {
      ...notify,
      channels: [...notify.channels, ...channels],
      rateLimit: { popups: 1, perMs: 10 * MINUTE_S * 1000 },
    },
  });
  played.at(0, ...played.see(0, 'a', 'unhealthy'));
  expect(shown(played.until(10)).length).toBeGreaterThan(0);
  return played;
}

describe('beyond the limit of popups', () => {
  it('critical ones come every half minute, those that waited together, and by themselves', () => {
    const { at, see, until, core } = limited();
    at(20, ...see(20, 'b', 'unhealthy'));
    at(21, ...see(21, 'c', 'unhealthy'));
    at(22, ...see(22, 'd', 'unhealthy'));
    expect(shown(until(32))).toEqual(['30 desktop problem critical b root b held 0 over 0 of down']);
    expect(core.nextDue()).toBe(60_000);
    expect(shown(until(500))).toEqual(['60 desktop problem critical c,d root - held 0 over 0 of down']);
    at(510, ...see(510, 'e', 'unhealthy'));
    expect(shown(until(590))).toEqual(['520 desktop problem critical e root e held 0 over 0 of down']);
  });

  it('one that names nobody is said all the same: no summary could count it', () => {
    const { notify } = coreConfig([]);
    const [desktop] = notify.channels;
    const channels = desktop ? [{ ...desktop, id: 'all', minSeverity: 'info' as const }] : [];
    const { at, until } = limited({}, channels);
    at(20, { type: 'blind', cause: 'offline', on: true });
    expect(until(700).filter((line) => / all /u.test(line))).toEqual([
      '30 all offline info  root - held 0 over 0 of offline',
    ]);
  });

  it('the turn of a critical one comes before the next summary', () => {
    const { at, see, until, core } = limited();
    at(20, ...see(20, 'b', 'degraded'));
    until(30);
    at(40, ...see(40, 'c', 'unhealthy'), ...see(40, 'd', 'unhealthy'), ...see(40, 'e', 'degraded'));
    until(55);
    expect(core.nextDue()).toBe(80_000);
  });

  it('a critical one that is over before its turn is not told, nor one that is only pending again', () => {
    const lasting = { ...DOWN, id: 'lasting', monitors: ['b', 'c', 'd'], forMs: 10_000 };
    const { at, see, until, core } = limited({ rules: [{ ...DOWN, monitors: ['a'] }, lasting] });
    at(20, ...see(20, 'b', 'unhealthy'), ...see(20, 'c', 'unhealthy'), ...see(20, 'd', 'unhealthy'));
    expect(told(until(41)).filter((line) => line.includes('waits for its turn'))).toHaveLength(2);
    at(42, ...see(42, 'c', 'healthy'), ...see(42, 'd', 'healthy'));
    at(69, ...see(69, 'd', 'unhealthy'));
    expect(told(until(75))).toEqual([]);
    expect(core.standing('lasting', 'd').phase).toBe('pending');
  });

  it('nothing is said twice once its turn has come', () => {
    const { at, see, until } = limited();
    at(20, ...see(20, 'b', 'unhealthy'), ...see(20, 'c', 'unhealthy'));
    expect(shown(until(60))).toHaveLength(2);
    expect(shown(until(599))).toEqual([]);
  });

  it('the rest is counted: at once the first time, then every ten minutes, ends as ends', () => {
    const { at, see, until, core } = limited();
    at(20, ...see(20, 'b', 'degraded'));
    expect(told(until(31))).toEqual([
      '30 ledger b meh held [rate_limit] desktop: too many popups, counted in the summary',
      '30 desktop summary warning b root - held 0 over 0 of meh',
    ]);
    at(40, ...see(40, 'a', 'healthy'));
    at(100, ...see(100, 'c', 'degraded'), ...see(100, 'd', 'degraded'));
    expect(shown(until(120))).toEqual([]);
    expect(core.nextDue()).toBe(630_000);
    expect(shown(until(2000))).toEqual([
      '630 desktop summary critical a,c,d root - held 0 over 1 of down,meh',
    ]);
    expect(core.nextDue()).toBe(null);
  });

  it('there is room again ten minutes after the last popup, and not a second before', () => {
    const early = limited();
    early.at(599, ...early.see(599, 'b', 'degraded'));
    expect(shown(early.until(620))).toEqual(['609 desktop summary warning b root - held 0 over 0 of meh']);
    const { at, see, until } = limited();
    at(600, ...see(600, 'b', 'degraded'));
    expect(shown(until(620))).toEqual(['610 desktop problem warning b root b held 0 over 0 of meh']);
  });

  it('channels other than the desktop hear of everything', () => {
    const hook = {
      id: 'hook',
      kind: 'webhook',
      minSeverity: 'info',
      match: null,
      recovery: true,
    } as unknown as ChannelConfig;
    const { at, see, until } = limited({}, [hook]);
    at(20, ...see(20, 'b', 'degraded'), ...see(20, 'c', 'unhealthy'));
    expect(shown(until(40))).toEqual([
      '30 desktop problem critical c root c held 0 over 0 of down',
      '30 hook problem critical c root c held 0 over 0 of down',
      '30 hook problem warning b root b held 0 over 0 of meh',
      '30 desktop summary warning b root - held 0 over 0 of meh',
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
