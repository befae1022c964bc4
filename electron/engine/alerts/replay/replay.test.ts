import { describe, expect, it } from 'vitest';
import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { Retention } from '../../../../shared/config/model.ts';
import type { State } from '../../../../shared/domain/state.ts';
import { VirtualClock } from '../../../../tests/fakes/virtual-clock.ts';
import { local } from '../../../../tests/fakes/watched-fleet.ts';
import { temporaryDataDir } from '../../../../tests/fixtures/data-dir.ts';
import { checkResult, openWriter } from '../../../../tests/fixtures/history.ts';
import { createLogStore, winstonLine } from '../../../../tests/fixtures/log-store.ts';
import { replay, rule } from '../../../../tests/fixtures/replay.ts';
import type { UnknownReason } from '../../../../shared/domain/monitor-status.ts';
import { FRESH_MEMORY } from '../../monitors/memory.ts';
import type { ReplayedRule } from './trial.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);
const END = START + 10 * DAY;
const API = local('api', { intervalMs: MINUTE });
const RETENTION: Retention = {
  resultsMs: 2 * DAY,
  rollups5mMs: 30 * DAY,
  rollups1hMs: 400 * DAY,
  logsMs: DAY,
  incidentsMs: DAY,
  ledgerMs: DAY,
  logBytes: 1e9,
};

interface Episode {
  from: number;
  to: number;
  state?: State;
  reason?: UnknownReason;
  latencyMs?: number;
}

const day = (number: number, time: number): number => START + number * DAY + time;

/** Once long ago and once lately: slow for forty minutes, down for half an hour. */
const EPISODES: Episode[] = [2, 9].flatMap((number) => [
  { from: day(number, 3 * HOUR), to: day(number, 3 * HOUR + 40 * MINUTE), latencyMs: 1500 },
  { from: day(number, 6 * HOUR), to: day(number, 6 * HOUR + 30 * MINUTE), state: 'unhealthy' as const },
]);

/** Ten days of `api`, one result a minute, with what befell it; `aged`: old results are no longer kept singly. */
function tenDays(episodes: readonly Episode[], { aged }: { aged: boolean }): string {
  const dataDir = temporaryDataDir();
  const clock = new VirtualClock(START);
  const writer = openWriter(dataDir, clock);
  let before: State = 'unknown';
  const change = (at: number, to: State, reason: UnknownReason | null) => {
    if (to === before) return;
    writer.recordStateChange({
      monitorId: 'api',
      at,
      since: at,
      from: before,
      to,
      reason,
      message: '',
      components: [],
    });
    before = to;
  };
  for (let at = START; at < END; at += MINUTE) {
    const episode = episodes.find(({ from, to }) => at >= from && at < to);
    const state = episode?.state ?? 'healthy';
    const latencyMs = episode?.latencyMs ?? 20;
    const lost = episode?.reason === 'asleep' || episode?.reason === 'stale';
    // The last result holds for 130 seconds.
    const lostAt = episode?.reason === 'stale' ? at + 70 * SECOND : at;
    if (!lost) writer.recordResult(checkResult(at, { state, latencyMs }), 130 * SECOND);
    change(lost ? lostAt : at + latencyMs, state, episode?.reason ?? null);
  }
  clock.stepWall(END - START);
  writer.flush();
  const retention = aged ? writer.retain(RETENTION) : null;
  while (retention?.step()) continue;
  writer.close();
  return dataDir;
}

const SLOW = rule('slow', {
  kind: 'latency',
  aggregate: 'p95',
  threshold: { direction: 'above', limit: 1000 },
  overMs: 10 * MINUTE,
  minSamples: 5,
});
const ERRORS = rule('errors', {
  kind: 'error_rate',
  threshold: { direction: 'above', limit: 0.3 },
  overMs: 30 * MINUTE,
  minSamples: 10,
  minBad: 2,
});
const DOWN = rule('down', { kind: 'state', states: ['unhealthy'] });

const tried = (dataDir: string, rules = [SLOW, ERRORS, DOWN]) =>
  replay(dataDir, { monitors: [API], rules, since: START, until: END });

const times = ({ firings }: ReplayedRule) => firings.map(({ from, to }) => ({ from, to }));
const sentences = (replayed: readonly ReplayedRule[]) => replayed.flatMap(({ notes }) => notes);

describe('what is too old to be kept singly', () => {
  it('is judged on summaries: marked, and off by minutes at most; states are as exact as ever', async () => {
    const exact = await tried(tenDays(EPISODES, { aged: false }));
    const aged = await tried(tenDays(EPISODES, { aged: true }));
    expect(exact.map(({ firings }) => firings.length)).toEqual([2, 2, 2]);
    expect(exact.flatMap(({ firings }) => firings).some(({ approximate }) => approximate)).toBe(false);
    expect(exact.map(({ exactFrom }) => exactFrom)).toEqual([null, null, null]);

    const [slow, errors, down] = aged;
    const rawFrom = END - 2 * DAY;
    expect([slow?.exactFrom, errors?.exactFrom, down?.exactFrom]).toEqual([
      rawFrom + 10 * MINUTE,
      rawFrom + 30 * MINUTE,
      null,
    ]);
    for (const [index, one] of [slow, errors].entries()) {
      expect(one?.firings.map(({ approximate }) => approximate)).toEqual([true, false]);
      const [old, late] = one?.firings ?? [];
      const [exactOld, exactLate] = exact[index]?.firings ?? [];
      expect(late).toEqual(exactLate);
      expect(Math.abs((old?.from ?? 0) - (exactOld?.from ?? 0))).toBeLessThanOrEqual(10 * MINUTE);
      expect(Math.abs((old?.to ?? 0) - (exactOld?.to ?? 0))).toBeLessThanOrEqual(10 * MINUTE);
    }
    expect(down && times(down)).toEqual(exact[2] && times(exact[2]));
    expect(down?.firings.map(({ approximate }) => approximate)).toEqual([false, false]);
  });

  it('is approximate throughout where the window is longer than single results are kept', async () => {
    const week = rule('week', {
      kind: 'uptime',
      threshold: { direction: 'below', limit: 0.999 },
      overMs: 7 * DAY,
    });
    const [found] = await tried(tenDays(EPISODES, { aged: true }), [week]);
    expect(found?.exactFrom).toBe(END);
    expect(found?.firings).toMatchObject([{ approximate: true }]);
  });

  it('is judged with windows of five minutes at least', async () => {
    const short = rule('short', { ...SLOW.when, overMs: 2 * MINUTE, minSamples: 2 } as typeof SLOW.when);
    const [found] = await tried(tenDays(EPISODES, { aged: true }), [short]);
    expect(found?.firings).toMatchObject([
      { from: expect.closeTo(day(2, 3 * HOUR), -6), approximate: true },
      { approximate: false },
    ]);
  });
});

describe('time of which nothing is known', () => {
  const ASLEEP: Episode[] = [
    { from: day(1, HOUR), to: day(1, HOUR + 20 * MINUTE), state: 'unhealthy' },
    { from: day(1, HOUR + 20 * MINUTE), to: day(1, 5 * HOUR), state: 'unknown', reason: 'asleep' },
    { from: day(1, 5 * HOUR), to: day(1, 5 * HOUR + 10 * MINUTE), state: 'unhealthy' },
  ];

  it.each([false, true])('freezes what fires and is no missing data (old results gone: %s)', async (aged) => {
    const patient = { ...DOWN, id: 'patient', forMs: 25 * MINUTE };
    const quiet = rule('quiet', { kind: 'no_data', afterMs: HOUR });
    const [down, late, silent] = await tried(tenDays(ASLEEP, { aged }), [DOWN, patient, quiet]);
    expect(down?.firings).toMatchObject([
      { from: day(1, HOUR) + 20, to: day(1, 5 * HOUR + 10 * MINUTE) + 20 },
    ]);
    // Twenty minutes before it slept and five after.
    expect(late?.firings).toMatchObject([{ from: expect.closeTo(day(1, 5 * HOUR + 5 * MINUTE), -3) }]);
    expect(silent?.firings).toEqual([]);
  });

  it.each([false, true])(
    'is neither what went before the first result nor what came after the last (old results gone: %s)',
    async (aged) => {
      const quiet = rule('quiet', { kind: 'no_data', afterMs: HOUR });
      const [silent] = await replay(tenDays([], { aged }), {
        monitors: [API],
        rules: [quiet],
        since: START - DAY,
        until: END + DAY,
      });
      expect(silent?.firings).toEqual([]);
    },
  );

  it.each([false, true])('is missing data where nobody knows why (old results gone: %s)', async (aged) => {
    const silence: Episode = { from: day(1, HOUR), to: day(1, 5 * HOUR), state: 'unknown', reason: 'stale' };
    const quiet = rule('quiet', { kind: 'no_data', afterMs: HOUR });
    const [silent] = await tried(tenDays([silence], { aged }), [quiet]);
    expect(silent?.firings).toMatchObject([
      {
        from: expect.closeTo(day(1, 2 * HOUR) - MINUTE, -3),
        to: expect.closeTo(day(1, 5 * HOUR), -3),
        approximate: aged,
      },
    ]);
  });

  it('closes what fires where it was paused, and says nothing of the pause', async () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    const pause = (at: number, paused: boolean) =>
      writer.recordPause({
        monitorId: 'api',
        at,
        by: 'request' as const,
        paused: paused ? { since: at, until: null } : null,
      });
    const change = { monitorId: 'api', from: 'healthy' as const, message: '', components: [], reason: null };
    writer.recordResult(checkResult(START), 130 * SECOND);
    writer.recordStateChange({ ...change, at: START + HOUR, since: START + HOUR, to: 'unhealthy' });
    pause(START + 2 * HOUR, true);
    pause(START + 3 * HOUR, false);
    writer.recordStateChange({ ...change, at: START + 4 * HOUR, since: START + 4 * HOUR, to: 'healthy' });
    writer.close();
    const [down] = await replay(dataDir, {
      monitors: [API],
      rules: [DOWN],
      since: START,
      until: START + DAY,
    });
    expect(down && times(down)).toEqual([
      { from: START + HOUR, to: START + 2 * HOUR },
      { from: START + 3 * HOUR, to: START + 4 * HOUR },
    ]);
  });
});

describe('where it begins and ends', () => {
  it('tells what already fired at the beginning and what still fires at the end, and nothing that was over', async () => {
    const dataDir = tenDays(
      [
        { from: day(1, 0), to: day(1, HOUR), state: 'unhealthy' },
        { from: day(4, 0), to: day(6, 0), state: 'unhealthy' },
        { from: day(9, 23 * HOUR), to: END, state: 'unhealthy' },
      ],
      { aged: false },
    );
    const [down] = await replay(dataDir, { monitors: [API], rules: [DOWN], since: day(5, 0), until: END });
    expect(down && times(down)).toEqual([
      { from: expect.any(Number), to: day(6, 0) + 20 },
      { from: day(9, 23 * HOUR) + 20, to: null },
    ]);
    expect(down?.firings[0]?.from).toBeLessThanOrEqual(day(5, 0));
  });

  it('says since when something was recorded, and of whom nothing was', async () => {
    const dataDir = tenDays([], { aged: false });
    const since = START - 20 * DAY;
    const [down] = await replay(dataDir, {
      monitors: [API, local('new')],
      rules: [DOWN],
      since,
      until: END,
    });
    expect(down).toMatchObject({ tried: true, recordedFrom: START, notes: ['Nothing is recorded of new.'] });
    const nothing = await replay(dataDir, {
      monitors: [local('new')],
      rules: [DOWN],
      since,
      until: END,
    });
    expect(nothing).toMatchObject([{ tried: false, recordedFrom: null, firings: [] }]);
  });

  it('says what it did not come to where the time is over, and that a rule watches nothing', async () => {
    const dataDir = tenDays(EPISODES, { aged: false });
    let asked = 0;
    const some = await replay(dataDir, {
      monitors: [API, local('b'), local('c')],
      rules: [DOWN],
      since: START,
      until: END,
      isOver: () => (asked += 1) > 1,
    });
    expect(some[0]?.firings).toHaveLength(2);
    expect(sentences(some)).toEqual([expect.stringContaining('no time to try it on 2 of 3 subjects')]);
    const none = await tried(dataDir, [{ ...DOWN, monitors: ['!api'] }]);
    expect(sentences(none)).toEqual(['It watches nothing at present.']);
  });
});

it('gives up on a rule that fires without end, and says so', async () => {
  const dataDir = temporaryDataDir();
  const writer = openWriter(dataDir);
  const change = { monitorId: 'api', from: 'healthy' as const, message: '', components: [], reason: null };
  for (let index = 0; index < 21_000; index += 1) {
    const at = START + index * SECOND;
    writer.recordStateChange({ ...change, at, since: at, to: index % 2 === 0 ? 'unhealthy' : 'healthy' });
  }
  writer.close();
  const [down] = await tried(dataDir, [DOWN]);
  expect(down?.firings).toHaveLength(10_000);
  expect(down?.notes).toEqual([expect.stringContaining('so often')]);
});

describe('what the history does not keep', () => {
  it('is said: ages of files are not tried, alone nor as a part of a rule', async () => {
    const dataDir = tenDays(EPISODES, { aged: false });
    const age = { kind: 'file_age' as const, threshold: { direction: 'above' as const, limit: HOUR } };
    const [old, both, either] = await tried(dataDir, [
      rule('old', age),
      rule('both', { kind: 'all', parts: [DOWN.when, age] }),
      rule('either', { kind: 'any', parts: [DOWN.when, age] }),
    ]);
    expect([old?.tried, both?.tried, either?.tried]).toEqual([false, true, true]);
    expect([old, both, either].map((one) => one?.firings.length)).toEqual([0, 2, 2]);
    expect(old?.notes).toEqual([expect.stringContaining('does not keep when files were written')]);
  });

  it('judges certificates by the one seen last, not before it is valid', async () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    const certificate = { subject: 'api', issuer: 'ca', problem: null };
    const last = {
      at: END,
      state: 'healthy' as const,
      latencyMs: 1,
      httpStatus: 200,
      message: '',
      failure: null,
      phases: null,
      dialect: null,
      because: null,
      certificate: { ...certificate, validFrom: START + DAY, validTo: START + 20 * DAY },
    };
    const change = { monitorId: 'api', message: '', components: [], reason: null };
    writer.recordStateChange({ ...change, at: START, since: START, from: 'unknown', to: 'healthy' });
    writer.saveMemory('api', JSON.stringify({ ...FRESH_MEMORY, last }));
    writer.close();
    const expires = (days: number) =>
      rule('ends', { kind: 'cert_expires', threshold: { direction: 'below', limit: days * DAY } });
    const fired = async (days: number) =>
      (await tried(dataDir, [expires(days)])).flatMap(({ firings }) => firings.map(({ from }) => from));
    expect(await fired(14)).toEqual([START + 6 * DAY + 1]);
    expect(await fired(90)).toEqual([START + DAY]);
    expect(await fired(3)).toEqual([]);
  });
});

describe('rules on logs', () => {
  const LOGS = { id: 'shop', name: 'Shop', group: null, monitors: ['api'], dir: '/logs/shop', pattern: null };
  const many = rule('many', {
    kind: 'log_count',
    filter: { ...EVERY_RECORD, search: 'payment failed' },
    rate: false,
    threshold: { direction: 'above', limit: 2 },
    overMs: 5 * MINUTE,
  });

  function stored(): string {
    const dataDir = temporaryDataDir();
    openWriter(dataDir).close();
    const store = createLogStore(dataDir);
    const shop = store.source('shop');
    for (let hour = 0; hour < 48; hour += 1) {
      const bad = hour === 10 || hour === 30;
      for (let index = 0; index < 12; index += 1) {
        const readAt = START + hour * HOUR + index * 30 * SECOND;
        const line = winstonLine(readAt, bad && index < 8 ? `payment failed ${index}` : 'served');
        store.add(shop, [line], hour < 24 ? 'block' : 'rows', { readAt });
      }
    }
    store.close();
    return dataDir;
  }

  it('are tried on the records that are kept, in blocks or not', async () => {
    const given = { logs: [LOGS], monitors: [API], rules: [many], since: START, until: START + 2 * DAY };
    const [found] = await replay(stored(), given);
    const episode = (hour: number) => ({
      subject: 'log:shop',
      name: 'Shop',
      from: START + hour * HOUR + 60 * SECOND,
      // Three records within five minutes are there until the third to last of eight is five minutes old.
      to: START + hour * HOUR + 5 * 30 * SECOND + 5 * MINUTE,
      approximate: false,
    });
    expect(found).toMatchObject({ tried: true, notes: [], firings: [episode(10), episode(30)] });
  });

  it('say what of them is not tried', async () => {
    const joined = rule('joined', { kind: 'all', parts: [DOWN.when, many.when] });
    const silent = rule('silent', {
      ...many.when,
      threshold: { direction: 'below', limit: 1 },
    } as typeof many.when);
    const found = await replay(stored(), {
      logs: [LOGS],
      monitors: [API],
      rules: [joined, silent],
      since: START,
      until: START + 2 * DAY,
    });
    expect(sentences(found)).toEqual([
      'It joins logs with monitors: the part about logs is left out.',
      'Nothing is recorded of api.',
      'Time in which Watchpost did not run counts as silence.',
    ]);
  });

  it('find nothing where no logs were ever read', async () => {
    const dataDir = temporaryDataDir();
    openWriter(dataDir).close();
    const found = await replay(dataDir, { logs: [LOGS], rules: [many], since: START, until: END });
    expect(found).toMatchObject([{ tried: false, notes: ['Nothing is recorded of log:shop.'], firings: [] }]);
  });
});
