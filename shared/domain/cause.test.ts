import { describe, expect, it } from 'vitest';
import { aMonitor } from '../../tests/fixtures/monitor-status.ts';
import { causeOf } from './cause.ts';
import type { MonitorStatus } from './monitor-status.ts';

const among = (...monitors: MonitorStatus[]) => new Map(monitors.map((monitor) => [monitor.id, monitor]));

describe('the cause beside a monitor', () => {
  it('is the worst failing component, and how many more there are', () => {
    const monitor = aMonitor({
      id: 'api',
      state: 'unhealthy',
      components: [
        { path: 'openai', state: 'degraded', message: 'slow' },
        { path: 'redis', state: 'unhealthy', message: 'connection refused' },
        { path: 'queue', state: 'unknown' },
      ],
    });
    expect(causeOf(monitor, among(monitor))).toEqual({
      kind: 'component',
      path: 'redis',
      message: 'connection refused',
      state: 'unhealthy',
      more: 1,
    });
  });

  it('is the unhealthy monitor it stands behind', () => {
    const root = aMonitor({ id: 'api', name: 'Book Review API', state: 'unhealthy' });
    const child = aMonitor({ id: 'web', state: 'degraded', dependsOn: ['api'] });
    expect(causeOf(child, among(root, child))).toEqual({
      kind: 'behind',
      monitorId: 'api',
      name: 'Book Review API',
    });
  });

  it('is not a dependency that is paused', () => {
    const root = aMonitor({ id: 'api', state: 'unhealthy', paused: { since: 0, until: null } });
    const child = aMonitor({ id: 'web', state: 'degraded', message: 'slow', dependsOn: ['api'] });
    expect(causeOf(child, among(root, child))).toEqual({ kind: 'message', text: 'slow' });
  });

  it('is nothing while the monitor is healthy, unknown or paused', () => {
    const broken = { message: 'x', components: [{ path: 'redis', state: 'unhealthy' as const }] };
    for (const more of [
      { state: 'healthy' as const },
      { state: 'unknown' as const },
      { state: 'unhealthy' as const, paused: { since: 0, until: null } },
    ]) {
      const monitor = aMonitor({ id: 'm', ...broken, ...more });
      expect(causeOf(monitor, among(monitor))).toBeNull();
    }
  });
});
