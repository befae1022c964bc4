import type { Component } from '../../../shared/domain/check-result.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { State } from '../../../shared/domain/state.ts';
import { aMonitor } from '../../fixtures/monitor-status.ts';
import { seeded } from './random.ts';

/** A span in which a monitor was not simply healthy. `to` null means that it lasts. Epoch milliseconds. */
export interface Episode {
  from: number;
  to: number | null;
  state: State;
  reason?: string;
  message?: string;
  /** The component that is to blame. */
  component?: string;
  /** What latency is multiplied with meanwhile. */
  slowdown?: number;
}

/** A monitor with an invented past. */
export interface FakeMonitor {
  status: MonitorStatus;
  /** Typical latency in milliseconds. */
  baseMs: number;
  /** When it was first checked. */
  bornAt: number;
  episodes: Episode[];
}

export interface FakeMonitorSpec {
  id: string;
  name: string;
  group: string | null;
  now: number;
  baseMs?: number;
  healthySince?: number;
  components?: string[];
  episodes?: Episode[];
  status?: Partial<MonitorStatus>;
}

const DAY = 86_400_000;

/** Builds a monitor whose present status agrees with its episodes. */
export function fakeMonitor(spec: FakeMonitorSpec): FakeMonitor {
  const { now, baseMs = 40, episodes = [] } = spec;
  const current = episodes.findLast(({ to }) => to === null);
  const lastEnd = Math.max(...episodes.map(({ to }) => to ?? 0), spec.healthySince ?? now - 3 * DAY);
  const state = current?.state ?? 'healthy';
  const components: Component[] = (spec.components ?? []).map((path) =>
    current?.component === path
      ? { path, state, message: current.message?.replace(`${path}: `, '') ?? '' }
      : { path, state: 'healthy' },
  );
  const random = seeded(spec.id);
  const at = now - Math.round(random() * 20_000) - 1000;
  const intervalMs = spec.status?.intervalMs ?? 30_000;
  const latencyMs = Math.round(baseMs * (current?.slowdown ?? 1) * (0.9 + random() * 0.3) * 10) / 10;
  const status = aMonitor({
    id: spec.id,
    name: spec.name,
    group: spec.group,
    state,
    lastState: state === 'unknown' ? 'healthy' : state,
    since: current?.from ?? lastEnd,
    unknownReason: state === 'unknown' ? 'zone-offline' : null,
    message: current?.message ?? '',
    components,
    nextAt: at + intervalMs,
    last: {
      at,
      state,
      latencyMs: state === 'unknown' ? null : latencyMs,
      httpStatus: state === 'unhealthy' ? 503 : 200,
      message: current?.message ?? '',
      failure: null,
      phases: {
        dnsMs: latencyMs * 0.04,
        connectMs: latencyMs * 0.08,
        tlsMs: latencyMs * 0.17,
        firstByteMs: latencyMs * 0.66,
        bodyMs: latencyMs * 0.05,
      },
      certificate: null,
      dialect: components.length === 0 ? null : 'generic-json',
      because: components.length === 0 ? null : 'words and lists of health',
    },
    ...spec.status,
  });
  return { status, baseMs, bornAt: now - 95 * DAY, episodes };
}

/** The episode that covers `at`, the latest one first. */
export function episodeAt(monitor: FakeMonitor, at: number): Episode | undefined {
  return monitor.episodes.findLast(({ from, to }) => from <= at && at < (to ?? Infinity));
}
