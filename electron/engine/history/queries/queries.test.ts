import fc from 'fast-check';
import { onTestFinished, describe, expect, it } from 'vitest';
import { temporaryDataDir } from '../../../../tests/fixtures/data-dir.ts';
import { checkResult, openWriter } from '../../../../tests/fixtures/history.ts';
import type { CheckResult } from '../../../../shared/domain/check-result.ts';
import type { State } from '../../../../shared/domain/state.ts';
import type { UnknownReason } from '../../../../shared/domain/monitor-status.ts';
import { isComponentNews, isStateNews } from '../../activity.ts';
import { FRESH_MEMORY, type MonitorMemory } from '../../monitors/memory.ts';
import { openHistory, type History } from '../open-history.ts';
import type { HistoryWriter } from '../writer.ts';
import { stateAt } from './latest.ts';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HOLDS = 70_000;

/** A history to which `write` was done, opened for reading. */
function written(write: (writer: HistoryWriter) => void): History {
  const dataDir = temporaryDataDir();
  const writer = openWriter(dataDir);
  write(writer);
  writer.close();
  const history = openHistory(dataDir);
  onTestFinished(() => history.close());
  return history;
}

/** One result every 30 s in [from, to), times in milliseconds after START. */
function steady(
  writer: HistoryWriter,
  from: number,
  to: number,
  make: (at: number) => Partial<CheckResult> = () => ({}),
): void {
  for (let at = from; at < to; at += 30_000) writer.recordResult(checkResult(START + at, make(at)), HOLDS);
}

describe('uptime', () => {
  it('is time in healthy or degraded over known time; gaps count for nothing', () => {
    const history = written((writer) => {
      steady(writer, 0, HOUR);
      steady(writer, HOUR, 2 * HOUR, () => ({ state: 'unhealthy' }));
      steady(writer, 2 * HOUR, 3 * HOUR, () => ({ state: 'degraded' }));
      steady(writer, 3 * HOUR, 4 * HOUR, () => ({ state: 'unknown' }));
    });
    const { periods } = history.query('uptime', { monitorId: 'api', now: START + 5 * HOUR });
    expect(periods.map(({ period }) => period)).toEqual(['24h', '7d', '30d', '90d']);
    for (const { uptime, knownMs, checks } of periods) {
      expect(uptime).toBeCloseTo(2 / 3, 6);
      expect(knownMs).toBe(3 * HOUR);
      expect(checks).toBe(4 * 120);
    }
    expect(periods[0]?.unknownMs).toBe(21 * HOUR);
  });

  it('includes the bucket that is still open', () => {
    const history = written((writer) => steady(writer, 0, 2 * MINUTE));
    const [day] = history.query('uptime', { monitorId: 'api', now: START + 2 * MINUTE }).periods;
    expect(day).toMatchObject({ uptime: 1, knownMs: 2 * MINUTE, checks: 4, p50Ms: 12 });
  });

  it('knows nothing of a monitor that was never checked', () => {
    const history = written(() => {});
    expect(history.query('uptime', { monitorId: 'nobody', now: START })).toEqual({ periods: [] });
  });
});

describe('metrics', () => {
  it('takes percentiles by nearest rank, re-checks out of the ratios and in the latency', () => {
    const history = written((writer) => {
      for (let index = 0; index < 10; index += 1) {
        const state = index < 2 ? 'unhealthy' : 'healthy';
        writer.recordResult(
          checkResult(START + index * 30_000, { state, latencyMs: (index + 1) * 10 }),
          HOLDS,
        );
      }
      writer.recordResult(
        checkResult(START + 275_000, { state: 'unhealthy', recheck: true, latencyMs: 5000 }),
        HOLDS,
      );
    });
    const query = { monitorIds: ['api'], from: START, to: START + 5 * MINUTE };
    expect(history.query('metrics', query)).toEqual([
      {
        id: 'api',
        checks: 10,
        uptime: 0.8,
        errorRate: 0.2,
        unknownMs: 0,
        latency: { p50Ms: 60, p95Ms: 5000, p99Ms: 5000, maxMs: 5000 },
      },
    ]);
  });

  it('says null, not zero, where nothing is known', () => {
    const history = written(() => {});
    const [row] = history.query('metrics', { monitorIds: ['api'], from: START, to: START + HOUR });
    expect(row).toMatchObject({ checks: 0, uptime: null, errorRate: null, unknownMs: HOUR });
    expect(row?.latency.p95Ms).toBeNull();
  });
});

describe('a trend', () => {
  const ask = (history: History, from: number, to: number, points: number) =>
    history.query('trend', { monitorId: 'api', from: START + from, to: START + to, points, now: START + to });

  it('takes the coarsest table with at least two points a column', () => {
    const history = written((writer) => steady(writer, 0, 26 * HOUR));
    expect(ask(history, 0, 26 * HOUR, 10).resolution).toBe('1h');
    expect(ask(history, 0, 26 * HOUR, 20).resolution).toBe('5m');
    expect(ask(history, 0, 26 * HOUR, 1000).resolution).toBe('raw');
  });

  it('never loses a spike, nor the smallest value, whatever the width of a column', () => {
    const history = written((writer) =>
      steady(writer, 0, 30 * HOUR, (at) => ({
        latencyMs: at === 17 * HOUR ? 9999 : at === 3 * HOUR ? 0.5 : 20,
      })),
    );
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 4000 }), (points) => {
        const trend = ask(history, 0, 30 * HOUR, points);
        expect(trend.points.length).toBeLessThanOrEqual(points + 1);
        const spike = trend.points.find(
          ({ from, to }) => from <= START + 17 * HOUR && START + 17 * HOUR < to,
        );
        expect(spike?.maxMs).toBe(9999);
        expect(Math.min(...trend.points.map(({ minMs }) => minMs ?? Infinity))).toBe(0.5);
      }),
      { numRuns: 25 },
    );
  });

  it('counts every check once, whichever table it comes from', () => {
    const history = written((writer) => steady(writer, 0, 26 * HOUR + 7 * MINUTE));
    for (const points of [10, 20, 100, 1000]) {
      const trend = ask(history, 0, 26 * HOUR + 7 * MINUTE, points);
      expect(trend.points.reduce((sum, { checks }) => sum + checks, 0)).toBe(26 * 120 + 14);
    }
  });

  it('shows a gap as a column of which nothing is known, but no gap between rare checks', () => {
    const history = written((writer) => {
      steady(writer, 0, HOUR);
      steady(writer, 2 * HOUR, 3 * HOUR);
    });
    const { points } = ask(history, 0, 3 * HOUR, 720);
    const inGap = points.filter(({ from }) => from >= START + HOUR + HOLDS && from < START + 2 * HOUR);
    expect(inGap.length).toBeGreaterThan(200);
    expect(inGap.every(({ p50Ms, unknown }) => p50Ms === null && unknown === 1)).toBe(true);
    const before = points.filter(({ to }) => to <= START + HOUR);
    expect(before).toHaveLength(120);
    expect(before.every(({ p50Ms }) => p50Ms === 12)).toBe(true);
  });

  it('gives first and last of a column where raw rows are drawn', () => {
    const history = written((writer) => steady(writer, 0, HOUR, (at) => ({ latencyMs: 1 + at / 30_000 })));
    const [first] = ask(history, 0, HOUR, 30).points;
    expect(first).toMatchObject({ firstMs: 1, lastMs: 4, minMs: 1, maxMs: 4 });
  });

  it('tells states and components with their reasons, and marks', () => {
    const history = written((writer) => {
      const change = { monitorId: 'api', components: [], message: '', reason: null };
      writer.recordStateChange({ ...change, at: START, since: START, from: 'unknown', to: 'healthy' });
      writer.recordStateChange({
        ...change,
        at: START + 2 * MINUTE,
        since: START + MINUTE,
        from: 'healthy',
        to: 'unhealthy',
        message: 'HTTP 503',
      });
      writer.recordStateChange({
        ...change,
        at: START + HOUR,
        since: START + HOUR,
        from: 'unhealthy',
        to: 'unknown',
        reason: 'asleep',
      });
      const component = { monitorId: 'api', path: 'redis', message: '', gone: false };
      writer.recordComponentChange({
        ...component,
        at: START,
        since: START,
        from: 'unknown',
        to: 'degraded',
      });
      writer.recordComponentChange({
        ...component,
        at: START + HOUR,
        since: START + HOUR,
        from: 'degraded',
        to: 'unknown',
        gone: true,
      });
      writer.recordMark({ at: START + 5 * MINUTE, text: 'v2', kind: 'deploy', monitorId: null });
      writer.recordMark({ at: START + 6 * MINUTE, text: 'other', kind: 'restart', monitorId: 'other' });
    });
    const trend = ask(history, 10 * MINUTE, 2 * HOUR, 100);
    expect(trend.states).toEqual([
      { from: START + MINUTE, to: START + HOUR, state: 'unhealthy', reason: null, message: 'HTTP 503' },
      { from: START + HOUR, to: null, state: 'unknown', reason: 'asleep', message: '' },
    ]);
    expect(trend.components).toEqual([
      {
        path: 'redis',
        spans: [{ from: START, to: START + HOUR, state: 'degraded', reason: null, message: '' }],
      },
    ]);
    expect(ask(history, 0, HOUR, 100).marks).toEqual([
      { at: START + 5 * MINUTE, text: 'v2', kind: 'deploy', monitorId: null },
    ]);
  });
});

describe('the overview', () => {
  it('shows each cell as time by state, grey where nothing is known, empty before the first check', () => {
    const history = written((writer) => {
      steady(writer, 2 * HOUR, 3 * HOUR);
      steady(writer, 3 * HOUR, 3.5 * HOUR, () => ({ state: 'unhealthy', latencyMs: 500 }));
    });
    const { rows } = history.query('overview', {
      monitorIds: ['api', 'never'],
      from: START,
      to: START + 5 * HOUR,
      cells: 5,
    });
    const [row, never] = rows;
    const cells = row?.strip.map(({ healthy, unhealthy, unknown }) => [healthy, unhealthy, unknown]);
    expect(cells?.slice(0, 3)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [1, 0, 0],
    ]);
    expect(cells?.[3]?.[1]).toBeCloseTo(0.5 + 40 / 3600);
    expect(cells?.[3]?.[2]).toBeCloseTo(0.5 - 40 / 3600);
    expect(cells?.[4]).toEqual([0, 0, 1]);
    expect(row?.sparkline).toEqual([null, null, 12, 500, null]);
    expect(row?.uptime).toBeCloseTo(3600 / (3600 + 1840));
    expect(never?.uptime).toBeNull();
    expect(never?.strip.every(({ unknown }) => unknown === 0)).toBe(true);
  });

  it('remembers closed cells and still shows what came since, also what came out of order', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    steady(writer, 0, 3 * HOUR);
    writer.flush();
    const history = openHistory(dataDir);
    onTestFinished(() => history.close());
    const ask = (hours: number, reader = history) =>
      reader.query('overview', {
        monitorIds: ['api'],
        from: START + (hours - 6) * HOUR,
        to: START + hours * HOUR,
        cells: 12,
      });
    ask(3);
    steady(writer, 3 * HOUR, 4 * HOUR, () => ({ state: 'unhealthy', latencyMs: 300 }));
    writer.flush();
    const fresh = () => {
      const reader = openHistory(dataDir);
      onTestFinished(() => reader.close());
      return ask(4, reader);
    };
    expect(ask(4)).toEqual(fresh());
    expect(ask(4).rows[0]?.uptime).toBeCloseTo(3 / 4);
    writer.recordResult(checkResult(START + HOUR + 5000, { state: 'unhealthy' }), HOLDS);
    writer.flush();
    expect(ask(4)).toEqual(fresh());
    expect(ask(4).rows[0]?.uptime).toBeLessThan(3 / 4);
  });

  it('keeps the edges of cells as time goes on, and the last one ends now', () => {
    const history = written((writer) => steady(writer, 0, HOUR));
    const ask = (minutes: number) =>
      history.query('overview', {
        monitorIds: ['api'],
        from: START + minutes * MINUTE - 24 * HOUR,
        to: START + minutes * MINUTE,
        cells: 48,
      });
    const edges = (minutes: number) => ask(minutes).rows[0]?.strip.map(({ from }) => from);
    expect(edges(31)).toEqual(edges(59));
    expect(ask(47).rows[0]?.strip.at(-1)?.to).toBe(START + 47 * MINUTE);
    expect(edges(31)).toHaveLength(48);
  });
});

describe('results, activity and notifications', () => {
  it('gives results newest first and pages back from any of them', () => {
    const history = written((writer) =>
      steady(writer, 0, 5 * MINUTE, (at) => ({ message: `at ${at / 1000}` })),
    );
    const first = history.query('results', { monitorId: 'api', limit: 3, before: null }).results;
    expect(first.map(({ message }) => message)).toEqual(['at 270', 'at 240', 'at 210']);
    const before = first.at(-1)?.at ?? null;
    const next = history.query('results', { monitorId: 'api', limit: 1, before }).results;
    expect(next.map(({ message }) => message)).toEqual(['at 180']);
  });

  it('tells what happened, newest first, of one monitor or of all', () => {
    const history = written((writer) => {
      writer.recordStateChange({
        monitorId: 'api',
        at: START + 1000,
        since: START,
        from: 'healthy',
        to: 'unhealthy',
        message: 'HTTP 503',
        components: [],
        reason: null,
      });
      writer.recordMark({ at: START + 2000, text: 'deploy v2', kind: 'mark', monitorId: null });
      writer.recordPause({
        monitorId: 'web',
        at: START + 3000,
        paused: { since: START + 3000, until: null },
        by: 'request',
      });
      writer.recordPause({ monitorId: 'web', at: START + 4000, paused: null, by: 'request' });
      writer.recordNotification(
        {
          at: START + 5000,
          channel: 'desktop',
          kind: 'problem',
          severity: 'critical',
          title: 'api is unhealthy',
          body: '',
          subjects: ['api'],
          outcome: 'shown',
          detail: 'notify-send',
        },
        { rules: [], incidentId: null },
      );
    });
    const all = history.query('activity', { monitorId: null, limit: 10 }).entries;
    expect(all.map(({ kind, monitorId }) => [kind, monitorId])).toEqual([
      ['notification', 'api'],
      ['pause', 'web'],
      ['pause', 'web'],
      ['mark', null],
      ['state', 'api'],
    ]);
    const web = history.query('activity', { monitorId: 'web', limit: 1 }).entries;
    expect(web.map(({ at, text }) => [at - START, text])).toEqual([[4000, 'resumed']]);
    const [notification] = history.query('notifications', { limit: 5 }).notifications;
    expect(notification).toMatchObject({ subjects: ['api'], outcome: 'shown', detail: 'notify-send' });
  });
});

describe('states in what happened', () => {
  it('are told where they differ from what was last known, and good news only after bad', () => {
    const change = (at: number, to: State, reason: UnknownReason | null = null) => ({
      monitorId: 'api',
      at: START + at,
      since: START + at,
      from: 'unknown' as const,
      to,
      message: '',
      components: [],
      reason,
    });
    const changes = [
      change(1, 'healthy'),
      change(2, 'unknown', 'not-watching'),
      change(3, 'healthy'),
      change(4, 'unknown', 'asleep'),
      change(5, 'healthy'),
      change(6, 'unhealthy'),
      change(7, 'unknown', 'not-watching'),
      change(8, 'unhealthy'),
      change(9, 'healthy'),
    ];
    const history = written((writer) => changes.forEach((one) => writer.recordStateChange(one)));
    const { entries } = history.query('activity', { monitorId: null, limit: 20 });
    expect(entries.map(({ at }) => at - START).toReversed()).toEqual([4, 6, 9]);
    let known: State | null = null;
    const told = changes.filter((one) => {
      const isNews = isStateNews(one, known);
      if (one.to !== 'unknown') known = one.to;
      return isNews;
    });
    expect(told.map(({ at }) => at - START)).toEqual([4, 6, 9]);
  });
});

describe('components in what happened', () => {
  it('are told when they begin to fail and when that is over, not when they are first or no longer seen', () => {
    const change = (at: number, from: State, to: State) => ({
      monitorId: 'api',
      path: 'redis',
      at: START + at,
      since: START + at,
      from,
      to,
      gone: false,
      message: '',
    });
    const changes = [
      change(1, 'unknown', 'healthy'),
      change(2, 'healthy', 'unhealthy'),
      change(3, 'unhealthy', 'healthy'),
      change(4, 'healthy', 'unknown'),
      change(5, 'unknown', 'healthy'),
    ];
    const history = written((writer) => changes.forEach((one) => writer.recordComponentChange(one)));
    const { entries } = history.query('activity', { monitorId: null, limit: 10 });
    expect(entries.map(({ at }) => at - START)).toEqual([3, 2]);
    expect(changes.filter(isComponentNews).map(({ at }) => at - START)).toEqual([2, 3]);
  });
});

describe('the latest state', () => {
  const confirmed: MonitorMemory = {
    ...FRESH_MEMORY,
    unknownReason: null,
    confirmation: {
      state: 'unhealthy',
      since: START,
      lastState: 'unhealthy',
      message: 'HTTP 503',
      run: null,
    },
  };
  const latest = (memory: MonitorMemory) => {
    const history = written((writer) => {
      writer.recordResult(checkResult(START, { state: 'unhealthy', message: 'HTTP 503' }), HOLDS);
      writer.saveMemory('api', JSON.stringify(memory));
      writer.saveMemory('broken', '{"from":"another version"}');
    });
    const all = history.query('latest', undefined);
    expect(all).toHaveLength(1);
    const [only] = all;
    if (!only) throw new Error('nothing is remembered');
    return only;
  };

  it('is what was confirmed while the last result holds, and unknown after', () => {
    const known = latest(confirmed);
    expect(known.last?.message).toBe('HTTP 503');
    expect(stateAt(known, START + HOLDS)).toEqual({
      state: 'unhealthy',
      since: START,
      lastState: 'unhealthy',
      dataAgeMs: HOLDS,
    });
    expect(stateAt(known, START + HOLDS + 1)).toEqual({
      state: 'unknown',
      since: START + HOLDS,
      lastState: 'unhealthy',
      dataAgeMs: HOLDS + 1,
    });
  });

  it('stays as last known while the monitor is paused', () => {
    const paused = latest({ ...confirmed, paused: { since: START + 1000, until: null } });
    expect(stateAt(paused, START + HOUR).state).toBe('unhealthy');
  });
});
