import { refuseAlerts } from '../../../electron/engine/alerts/alert-handlers.ts';
import { refuseLogs } from '../../../electron/engine/logs/log-handlers.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { Uptime } from '../../../shared/contract/schemas.ts';
import { episodeAt, type FakeMonitor } from './fake-monitor.ts';
import { overviewRow, shares, trend } from './history.ts';
import { seeded } from './random.ts';
import type { World } from './scenarios.ts';

const DAY = 86_400_000;
const PERIODS: [Uptime['period'], number][] = [
  ['24h', 1],
  ['7d', 7],
  ['30d', 30],
  ['90d', 90],
];

/** What the fake engine was told to do, newest last; tests look at it. */
export type Log = { name: string; input: unknown }[];

/** Answers every entry of the contract from an invented world, and changes it when commanded. */
export function fakeHandlers(
  world: World,
  log: Log,
  tell: { instance(): void; monitors(ids: string[]): void },
): Handlers {
  const find = (id: string): FakeMonitor => {
    const monitor = world.monitors.find(({ status }) => status.id === id);
    if (!monitor) throw new ContractFailure('unknown-monitor', `There is no monitor "${id}".`);
    return monitor;
  };
  const named = (ids: string[] | null) => (ids === null ? world.monitors : ids.map(find));

  function setPause(ids: string[] | null, paused: World['instance']['paused']): void {
    if (ids === null) {
      world.instance = { ...world.instance, paused };
      tell.instance();
      return;
    }
    for (const monitor of named(ids)) monitor.status = { ...monitor.status, paused };
    tell.monitors(ids);
  }

  return {
    ...refuseAlerts(),
    ...refuseLogs(),
    status: () => ({
      at: Date.now(),
      instance: world.instance,
      monitors: world.monitors.map(({ status }) => status),
    }),
    overview: ({ hours, cells }) => {
      const to = Date.now();
      const from = to - hours * 3_600_000;
      return { from, to, rows: world.monitors.map((monitor) => overviewRow(monitor, from, to, cells)) };
    },
    trend: ({ monitorId, from, to, points }) => trend(find(monitorId), from, to, points),
    results: ({ monitorId, limit, before }) => ({ results: results(find(monitorId), limit, before) }),
    uptime: ({ monitorId }) => ({ periods: uptime(find(monitorId)) }),
    activity: ({ monitorId, limit }) => ({
      entries: world.activity
        .filter((entry) => monitorId === null || entry.monitorId === monitorId)
        .slice(0, limit),
    }),
    notifications: ({ limit }) => ({ notifications: world.notifications.slice(0, limit) }),
    checkNow: (input) => {
      log.push({ name: 'checkNow', input });
      const monitors = named(input.monitorIds);
      for (const monitor of monitors) {
        const { last } = monitor.status;
        monitor.status = { ...monitor.status, last: last && { ...last, at: Date.now() } };
      }
      tell.monitors(monitors.map(({ status }) => status.id));
      return { started: monitors.length };
    },
    pause: (input) => {
      log.push({ name: 'pause', input });
      const since = Date.now();
      setPause(input.monitorIds, { since, until: input.forMs === null ? null : since + input.forMs });
      return {};
    },
    resume: (input) => {
      log.push({ name: 'resume', input });
      setPause(input.monitorIds, null);
      return {};
    },
    mark: () => ({ at: Date.now() }),
    notifyTest: (input) => {
      log.push({ name: 'notifyTest', input });
      return { detail: 'notify-send showed it' };
    },
    addEndpoint: (input) => {
      log.push({ name: 'addEndpoint', input });
      if (!/^https?:\/\//.test(input.url)) {
        throw new ContractFailure('invalid-request', 'The address must begin with http:// or https://.');
      }
      return { file: '/home/ada/.config/watchpost/watchpost.yaml', monitorId: 'new' };
    },
    replayDemo: () => ({}),
    showWindow: () => ({ url: null }),
  };
}

function results(monitor: FakeMonitor, limit: number, before: number | null) {
  const { intervalMs, last, id } = monitor.status;
  const newest = last?.at ?? Date.now();
  const skip = before === null ? 0 : Math.max(0, Math.ceil((newest - before) / intervalMs + 0.001));
  return Array.from({ length: Math.min(limit, 400 - skip) }, (_, index) => {
    const at = newest - (skip + index) * intervalMs;
    const episode = episodeAt(monitor, at);
    const state = episode?.state ?? 'healthy';
    const random = seeded(`${id}:${at}`);
    return {
      at,
      state,
      latencyMs:
        state === 'unknown' ? null : monitor.baseMs * (episode?.slowdown ?? 1) * (0.8 + random() * 0.6),
      httpStatus: state === 'unknown' ? null : state === 'unhealthy' ? 503 : 200,
      message: episode?.message ?? '',
      recheck: random() > 0.93,
    };
  });
}

function uptime(monitor: FakeMonitor): Uptime[] {
  const to = Date.now();
  return PERIODS.map(([period, days]) => {
    const length = days * DAY;
    const parts = Array.from({ length: 200 }, (_, index) =>
      shares(monitor, to - length + (index / 200) * length, to - length + ((index + 1) / 200) * length),
    );
    const unknown = parts.reduce((sum, part) => sum + part.unknown, 0) / 200;
    const up = parts.reduce((sum, part) => sum + part.healthy + part.degraded, 0) / 200;
    return {
      period,
      uptime: unknown < 1 ? Math.min(1, up / (1 - unknown)) : null,
      knownMs: (1 - unknown) * length,
      unknownMs: unknown * length,
      checks: Math.round(((1 - unknown) * length) / monitor.status.intervalMs),
      p50Ms: monitor.baseMs,
      p95Ms: monitor.baseMs * 1.5,
      p99Ms: monitor.baseMs * 1.9,
    };
  });
}
