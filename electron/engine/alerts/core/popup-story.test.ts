import { describe, expect, it } from 'vitest';
import { coreConfig, DOWN, facts, MEH, playedCore, rule } from '../../../../tests/fakes/played-core.ts';

const REDIS = rule('redis', 'warning', { kind: 'component', glob: 'redis', states: ['unhealthy'] });
const notable = (lines: string[]) =>
  lines.filter((line) => !/event (?:state|alert|notification|component)/u.test(line));

const shown = (lines: string[]) => lines.filter((line) => /^\d+ desktop /u.test(line));

function grouped(monitors: Parameters<typeof coreConfig>[0]) {
  const config = coreConfig(monitors);
  return { ...config, notify: { ...config.notify, groupBy: ['group'] } };
}

describe('a popup', () => {
  it('names no more whom nobody watches, and is forgotten where it named nobody else', () => {
    const { at, core, see, until } = playedCore(coreConfig([facts('a'), facts('b'), facts('c')]));
    at(0, ...see(0, 'a', 'degraded'), ...see(0, 'b', 'degraded'));
    until(10);
    at(11, ...see(11, 'c', 'degraded'));
    expect(notable(at(20, { type: 'close', subject: 'a', reason: 'paused' }))).toEqual([
      '20 ledger a meh closed [] paused',
      'incident a warning 0-20 meh',
      '20 event closed: over',
    ]);
    expect(notable(at(21, { type: 'close', subject: 'c', reason: 'paused' }))).toEqual([
      '21 ledger c meh closed [] paused',
      'incident c warning 11-21 meh',
      '21 event closed: over',
    ]);
    expect(notable(at(30, ...see(30, 'b', 'healthy')))).toEqual([
      '30 ledger b meh resolved [] meh is over for B',
      'incident b warning 0-30 meh',
      '30 event closed: over',
    ]);
    expect(notable(until(400))).toEqual([
      '40 ledger b meh grouped [] desktop: said in a recovery',
      '40 desktop recovery warning b root - held 0 over 0 of meh',
    ]);
    at(500, ...see(500, 'b', 'degraded'));
    until(510);
    at(520, { type: 'close', subject: 'b', reason: 'paused' });
    expect([...core.state.channels.values()].flatMap(({ popups }) => popups)).toEqual([]);
    expect(core.nextDue()).toBe(null);
  });

  it('that somebody held back names no more whom nobody watches', () => {
    const { at, see, until } = playedCore(coreConfig([facts('a'), facts('b')]));
    at(
      0,
      { type: 'presence', idleSince: null, locked: true },
      ...see(0, 'a', 'degraded'),
      ...see(0, 'b', 'degraded'),
    );
    until(10);
    at(20, { type: 'close', subject: 'a', reason: 'paused' });
    at(30, { type: 'presence', idleSince: null, locked: false });
    expect(notable(until(100))).toEqual([
      '40 ledger b meh grouped [b] desktop: said in a digest',
      '40 desktop digest warning b root b held 0 over 0 of meh',
    ]);
  });

  it('of a critical alert speaks for the warnings of its subject, also for those to come', () => {
    const { at, see, until } = playedCore(coreConfig([facts('a')], { rules: [DOWN, MEH, REDIS] }));
    at(0, ...see(0, 'a', 'unhealthy', { redis: 'unhealthy' }));
    expect(notable(until(10))).toEqual([
      '10 ledger a redis inhibited [down] down says it already',
      '10 ledger a down grouped [a] desktop: said in a problem',
      '10 desktop problem critical a root a held 0 over 0 of down',
    ]);
    expect(notable(at(20, ...see(20, 'a', 'unhealthy', { redis: 'healthy' })))).toEqual([
      '20 ledger a redis resolved [] redis is over for A',
    ]);
    expect(notable(at(30, ...see(30, 'a', 'unhealthy', { redis: 'unhealthy' })))).toEqual([
      '30 ledger a redis fired [] redis fires for A',
      '30 ledger a redis inhibited [down] down says it already',
      'incident a critical 0- down,redis',
    ]);
    const silence = {
      id: 's',
      match: [['rule', ['down']]] as [string, string[]][],
      from: 40_000,
      until: null,
    };
    expect(notable(at(40, { type: 'silence', silence: { ...silence, reason: '', by: 'ada' } }))).toEqual([
      '40 ledger a down silenced [s] silenced',
    ]);
    expect(notable(until(400))).toEqual([
      '310 ledger a redis grouped [a] desktop: said in a update',
      '310 desktop update warning a root a held 0 over 0 of redis',
    ]);
  });

  it('is said again while it is critical, by those that nobody took note of', () => {
    const { at, see, until } = playedCore(coreConfig([facts('a'), facts('b')]));
    const hours = 3600;
    at(0, ...see(0, 'a', 'unhealthy'), ...see(0, 'b', 'unhealthy'));
    until(10);
    at(20, { type: 'ack', subject: 'a', by: 'ada', text: '' });
    expect(notable(until(5 * hours))).toEqual([
      '14410 ledger b down grouped [b] desktop: said in a repeat',
      '14410 desktop repeat critical b root b held 0 over 0 of down',
    ]);
    at(5 * hours + 1, ...see(5 * hours + 1, 'b', 'unknown'));
    at(7 * hours + 1, ...see(7 * hours + 1, 'b', 'unhealthy'));
    expect(notable(until(10 * hours + 9))).toEqual([]);
    expect(notable(until(11 * hours))).toEqual([
      '36010 ledger b down grouped [b] desktop: said in a repeat',
      '36010 desktop repeat critical b root b held 0 over 0 of down',
    ]);
  });

  it('is said again in its own time, whatever became of others', () => {
    const { at, see, until } = playedCore(grouped([facts('a', { group: 'A' }), facts('b', { group: 'B' })]));
    at(0, ...see(0, 'a', 'unhealthy'), ...see(0, 'b', 'unhealthy'));
    until(10);
    at(100, ...see(100, 'a', 'unknown'));
    at(3700, ...see(3700, 'a', 'unhealthy'));
    expect(shown(until(18_100))).toEqual([
      '14410 desktop repeat critical b root b held 0 over 0 of down',
      '18010 desktop repeat critical a root a held 0 over 0 of down',
    ]);
  });

  it('is said again group by group, each severity in its time', () => {
    const config = grouped([
      facts('a', { group: 'A' }),
      facts('b', { group: 'B' }),
      facts('c', { group: 'B' }),
    ]);
    const repeatMs = { info: null, warning: 3_600_000, critical: 7_200_000 };
    const { at, see, until } = playedCore({ ...config, notify: { ...config.notify, repeatMs } });
    at(0, ...see(0, 'a', 'degraded'), ...see(0, 'b', 'unhealthy'), ...see(0, 'c', 'degraded'));
    until(10);
    expect(shown(until(3700))).toEqual([
      '3610 desktop repeat warning c root c held 0 over 0 of meh',
      '3610 desktop repeat warning a root a held 0 over 0 of meh',
    ]);
    expect(shown(until(7300))).toEqual([
      '7210 desktop repeat critical b,c root - held 0 over 0 of down,meh',
      '7210 desktop repeat warning a root a held 0 over 0 of meh',
    ]);
  });

  it('knows nothing of a monitor that was paused meanwhile: what fires then is told anew', () => {
    const { at, see, until } = playedCore(grouped([facts('a', { group: 'G' }), facts('b', { group: 'G' })]));
    at(0, ...see(0, 'a', 'unhealthy'), ...see(0, 'b', 'unhealthy'));
    until(10);
    at(20, { type: 'close', subject: 'a', reason: 'paused' });
    at(30, { type: 'open', subject: 'a' });
    at(31, ...see(31, 'a', 'unhealthy'));
    expect(shown(until(400))).toEqual(['41 desktop problem critical a root a held 0 over 0 of down']);
  });

  it('counts nobody who is not watched any more when it ends', () => {
    const config = grouped([facts('a', { group: 'G' }), facts('b', { group: 'G' })]);
    const quietHours = [{ days: ['thu' as const], from: '00:10', to: '00:20', zone: null, pass: [] }];
    const { at, see, until } = playedCore({ ...config, notify: { ...config.notify, quietHours } });
    at(0, ...see(0, 'a', 'unhealthy'), ...see(0, 'b', 'unhealthy'));
    until(10);
    at(20, { type: 'close', subject: 'a', reason: 'paused' });
    at(700, ...see(700, 'b', 'healthy'));
    expect(until(1300).filter((line) => / dropped | mark /u.test(line))).toEqual([
      '1200 ledger b  dropped [quiet_hours] desktop: over before anybody could be told',
      '1200 mark 1 problem came and went',
    ]);
  });

  it('whose end falls into a silence is told to nobody', () => {
    const { at, see, until } = playedCore(coreConfig([facts('a')]));
    at(0, ...see(0, 'a', 'unhealthy'));
    until(10);
    const silence = { id: 's', match: [], from: 0, until: null, reason: 'deploy', by: 'ada' };
    at(20, { type: 'silence', silence });
    at(30, ...see(30, 'a', 'healthy'));
    expect(notable(until(100))).toEqual([
      '40 ledger a down silenced [s] desktop: its end was not told, silenced: deploy',
    ]);
  });
});

describe('quiet hours', () => {
  const day = { days: ['thu' as const], zone: null };
  const quietly = (...spans: [from: string, to: string, pass: ('warning' | 'critical')[]][]) => {
    const config = coreConfig([facts('a'), facts('b')]);
    const quietHours = spans.map(([from, to, pass]) => ({ ...day, from, to, pass }));
    return playedCore({ ...config, notify: { ...config.notify, quietHours } });
  };

  it('end by themselves, the later ones last, and by the clock on the wall', () => {
    const { at, see, until } = quietly(['00:00', '00:10', []], ['00:00', '00:20', ['critical']]);
    at(0, ...see(0, 'a', 'degraded'), ...see(0, 'b', 'unhealthy'));
    expect(notable(until(601))).toEqual([
      '10 ledger b down held [quiet_hours] desktop: kept for the digest',
      '10 ledger a meh held [quiet_hours] desktop: kept for the digest',
    ]);
    at(700, { type: 'clock', by: 120_000 });
    expect(notable(until(3000))).toEqual([
      '1080 ledger b down grouped [] desktop: said in a digest',
      '1080 ledger a meh grouped [] desktop: said in a digest',
      '1080 desktop digest critical b,a root - held 0 over 0 of down,meh',
    ]);
  });

  it('hold a repeat and an end', () => {
    const { at, see, until } = quietly(['04:00', '05:00', []]);
    at(0, ...see(0, 'a', 'unhealthy'));
    until(10);
    expect(notable(until(4 * 3600 + 11))).toEqual([
      '14410 ledger a down held [quiet_hours] desktop: not repeated now',
    ]);
    at(4 * 3600 + 20, ...see(4 * 3600 + 20, 'a', 'healthy'), ...see(4 * 3600 + 20, 'b', 'degraded'));
    expect(notable(until(6 * 3600))).toEqual([
      '14430 ledger a down held [quiet_hours] desktop: its end is counted in the digest',
      '18000 ledger b meh grouped [b] desktop: said in a digest',
      '18000 desktop digest warning b root b held 0 over 1 of meh',
    ]);
  });
});

describe('a digest', () => {
  const locked = (on: boolean) => ({ type: 'presence' as const, idleSince: null, locked: on });
  const night = (to: string, pass: ('warning' | 'critical')[] = []) => {
    const config = coreConfig([facts('a'), facts('b'), facts('c')]);
    const quietHours = [{ days: ['thu' as const], from: '00:00', to, zone: null, pass }];
    return playedCore({ ...config, notify: { ...config.notify, quietHours } });
  };

  it('after a return in quiet hours waits for their end, with all that it would have said', () => {
    const { at, see, until } = night('00:20', ['critical']);
    at(0, locked(true));
    at(1200, ...see(1200, 'a', 'degraded'));
    at(1201, ...see(1201, 'b', 'degraded'));
    expect(notable(until(1211))).toEqual([
      '1210 ledger a meh held [away] desktop: kept for the digest',
      '1210 ledger b meh held [away] desktop: kept for the digest',
    ]);
    at(86_400 * 7 + 10, locked(false));
    expect(notable(until(86_400 * 7 + 1199))).toEqual([]);
    expect(notable(until(86_400 * 7 + 1300))).toEqual([
      `${86_400 * 7 + 1200} ledger a meh grouped [] desktop: said in a digest`,
      `${86_400 * 7 + 1200} ledger b meh grouped [] desktop: said in a digest`,
      `${86_400 * 7 + 1200} desktop digest warning a,b root - held 0 over 0 of meh`,
    ]);
  });

  it('at the end of quiet hours waits for somebody to come', () => {
    const { at, see, until } = night('00:10');
    at(0, ...see(0, 'a', 'degraded'));
    at(10);
    at(500, locked(true));
    expect(notable(until(2000))).toEqual([]);
    at(2000, locked(false));
    expect(notable(until(2010))).toEqual([
      '2010 ledger a meh grouped [a] desktop: said in a digest',
      '2010 desktop digest warning a root a held 0 over 0 of meh',
    ]);
  });

  it('names the worst first, of equals the earliest, and counts no subject twice', () => {
    const { at, see, until } = night('00:10');
    at(0, ...see(0, 'a', 'degraded'));
    at(20, ...see(20, 'b', 'degraded'));
    at(30, ...see(30, 'c', 'unhealthy'));
    until(300);
    at(310, ...see(310, 'a', 'healthy'));
    at(320, ...see(320, 'a', 'degraded'));
    expect(notable(until(601))).toEqual([
      '330 ledger a meh held [quiet_hours] desktop: kept for the digest',
      '600 ledger c down grouped [] desktop: said in a digest',
      '600 ledger b meh grouped [] desktop: said in a digest',
      '600 ledger a meh grouped [] desktop: said in a digest',
      '600 desktop digest critical c,b,a root - held 0 over 0 of down,meh',
    ]);
  });

  it('of one problem that is over is a mark for one', () => {
    const { at, see, until } = night('00:10');
    at(0, ...see(0, 'a', 'degraded'));
    until(10);
    at(20, ...see(20, 'a', 'healthy'));
    expect(until(601).filter((line) => line.includes('mark'))).toEqual(['600 mark 1 problem came and went']);
  });
});

describe('what must survive a restart', () => {
  it('is told as such, and nothing else is', () => {
    const { effectsAt, see } = playedCore(
      coreConfig([facts('a')], { rules: [{ ...MEH, forMs: 60_000, keepFiringForMs: 60_000 }] }),
    );
    const dirty = (second: number, ...letters: Parameters<typeof effectsAt>[1][]) =>
      effectsAt(second, ...letters).dirty;
    expect(dirty(0, ...see(0, 'a', 'healthy'))).toBe(false);
    expect(dirty(10, ...see(10, 'a', 'degraded'))).toBe(true);
    expect(dirty(20, ...see(20, 'a', 'degraded'))).toBe(false);
    expect(dirty(30, ...see(30, 'a', 'unknown'))).toBe(true);
    expect(dirty(31, ...see(31, 'a', 'unknown'))).toBe(false);
    expect(dirty(40, ...see(40, 'a', 'degraded'))).toBe(true);
    expect(dirty(80)).toBe(true);
    expect(dirty(89)).toBe(false);
    expect(dirty(95)).toBe(true);
    expect(dirty(100, ...see(100, 'a', 'healthy'))).toBe(true);
    expect(dirty(110, ...see(110, 'a', 'healthy'))).toBe(false);
    expect(dirty(111, ...see(111, 'a', 'degraded'))).toBe(true);
    expect(dirty(112, ...see(112, 'a', 'healthy'))).toBe(true);
    expect(dirty(120, { type: 'clock', by: 1 })).toBe(true);
    expect(dirty(121, { type: 'unsilence', id: 'x' })).toBe(true);
    expect(
      dirty(122, {
        type: 'silence',
        silence: { id: 'x', match: [], from: 0, until: null, reason: '', by: '' },
      }),
    ).toBe(true);
    expect(dirty(123, { type: 'blind', cause: 'offline', on: true })).toBe(true);
    expect(dirty(124, { type: 'blind', cause: 'offline', on: true })).toBe(false);
  });
});
