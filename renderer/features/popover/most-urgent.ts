import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { shapeOf } from '../../../shared/domain/shape-of.ts';

/** The unhealthy monitors, then the degraded ones, the newest problem of each first. */
export function mostUrgent(monitors: Iterable<MonitorStatus>): MonitorStatus[] {
  const all = [...monitors].toSorted((a, b) => (b.since ?? 0) - (a.since ?? 0));
  return (['unhealthy', 'degraded'] as const).flatMap((shape) =>
    all.filter((monitor) => shapeOf(monitor) === shape),
  );
}
