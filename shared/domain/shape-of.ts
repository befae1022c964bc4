import type { MonitorStatus } from './monitor-status.ts';
import type { ShapeName } from './state-shapes.ts';

/** The icon that stands for a monitor: a paused one is shown as paused whatever its last state was. */
export function shapeOf(monitor: Pick<MonitorStatus, 'paused' | 'state'>): ShapeName {
  return monitor.paused ? 'paused' : monitor.state;
}

export type Tally = Record<ShapeName, number> & { total: number };

/** How many enabled monitors show each icon. */
export function tally(monitors: Iterable<Pick<MonitorStatus, 'enabled' | 'paused' | 'state'>>): Tally {
  const counts: Tally = { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0, paused: 0, total: 0 };
  for (const monitor of monitors) {
    if (!monitor.enabled) continue;
    counts[shapeOf(monitor)] += 1;
    counts.total += 1;
  }
  return counts;
}
