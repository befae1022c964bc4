import type {
  OverviewRow,
  StateSpan,
  StripCell,
  Trend,
  TrendPoint,
} from '../../../shared/contract/schemas.ts';
import type { State } from '../../../shared/domain/state.ts';
import { episodeAt, type FakeMonitor } from './fake-monitor.ts';
import { seeded } from './random.ts';

const SAMPLES = 12;

/** How much of [from, to) each state took, by looking at a dozen instants. */
export function shares(monitor: FakeMonitor, from: number, to: number): Record<State, number> {
  const counts: Record<State, number> = { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0 };
  for (let index = 0; index < SAMPLES; index += 1) {
    const at = from + ((index + 0.5) / SAMPLES) * (to - from);
    if (at < monitor.bornAt) continue;
    counts[episodeAt(monitor, at)?.state ?? 'healthy'] += 1 / SAMPLES;
  }
  return counts;
}

export function overviewRow(monitor: FakeMonitor, from: number, to: number, cells: number): OverviewRow {
  const step = (to - from) / cells;
  const strip: StripCell[] = Array.from({ length: cells }, (_, index) => {
    const start = from + index * step;
    return { from: start, to: start + step, ...shares(monitor, start, start + step) };
  });
  const known = strip.reduce((sum, cell) => sum + 1 - cell.unknown, 0);
  const up = strip.reduce((sum, cell) => sum + cell.healthy + cell.degraded, 0);
  return {
    monitorId: monitor.status.id,
    strip,
    sparkline: strip.map((cell) => pointOf(monitor, cell.from, cell.to).p50Ms),
    uptime: known > 0 ? Math.min(1, up / known) : null,
  };
}

function pointOf(monitor: FakeMonitor, from: number, to: number): TrendPoint {
  const state = shares(monitor, from, to);
  const random = seeded(`${monitor.status.id}:${Math.round(from / 1000)}`);
  const episode = episodeAt(monitor, (from + to) / 2);
  const checks = Math.max(0, Math.round((to - from) / monitor.status.intervalMs));
  const silent = state.unknown > 0.9 || to <= monitor.bornAt;
  const daily = 1 + 0.18 * Math.sin((from / 86_400_000) * 2 * Math.PI);
  const p50 = monitor.baseMs * daily * (0.9 + random() * 0.2) * (episode?.slowdown ?? 1);
  const p95 = p50 * (1.35 + random() * 0.35);
  const p99 = p95 * (1.1 + random() * 0.4);
  const max = p99 * (random() > 0.95 ? 1.8 + random() : 1 + random() * 0.1);
  const known = (value: number) => (silent ? null : Math.round(value * 10) / 10);
  return {
    from,
    to,
    checks: silent ? 0 : checks,
    p50Ms: known(p50),
    p95Ms: known(p95),
    p99Ms: known(p99),
    minMs: known(p50 * 0.7),
    maxMs: known(max),
    ...state,
  };
}

export function trend(monitor: FakeMonitor, from: number, to: number, points: number): Trend {
  const count = Math.max(10, Math.min(points, Math.floor((to - from) / monitor.status.intervalMs), 240));
  const step = (to - from) / count;
  return {
    monitorId: monitor.status.id,
    from,
    to,
    resolution: to - from > 30 * 86_400_000 ? '1h' : to - from > 2 * 86_400_000 ? '5m' : 'raw',
    points: Array.from({ length: count }, (_, index) =>
      pointOf(monitor, from + index * step, from + (index + 1) * step),
    ),
    states: spans(monitor, from, to, () => true),
    components: monitor.status.components.map(({ path }) => ({
      path,
      spans: spans(monitor, from, to, (component) => component === path),
    })),
    marks: [
      { at: to - (to - from) * 0.31, text: 'deploy 1.4.2', kind: 'deploy', monitorId: monitor.status.id },
      {
        at: to - (to - from) * 0.305,
        text: 'pid 4021 → 4188',
        kind: 'restart',
        monitorId: monitor.status.id,
      },
    ],
  };
}

/** Healthy spans between the episodes that concern a component (or all, for the monitor itself). */
function spans(
  monitor: FakeMonitor,
  from: number,
  to: number,
  concerns: (component: string | undefined) => boolean,
): StateSpan[] {
  const result: StateSpan[] = [];
  let cursor = Math.max(from, monitor.bornAt);
  const relevant = monitor.episodes
    .filter((episode) => (concerns(episode.component) || episode.state === 'unknown') && episode.from < to)
    .filter((episode) => (episode.to ?? to) > from)
    .toSorted((a, b) => a.from - b.from);
  for (const episode of relevant) {
    const start = Math.max(episode.from, from);
    if (start > cursor) result.push(span(cursor, start, 'healthy'));
    const end = episode.to === null ? null : Math.min(episode.to, to);
    result.push({
      ...span(start, end, episode.state),
      reason: episode.reason ?? null,
      message: episode.message ?? '',
    });
    cursor = end ?? to;
  }
  if (cursor < to) result.push(span(cursor, null, 'healthy'));
  return result;
}

function span(from: number, to: number | null, state: State): StateSpan {
  return { from, to, state, reason: null, message: '' };
}
