import type { Component } from './check-result.ts';
import type { MonitorStatus } from './monitor-status.ts';

/** Why a monitor is not healthy, in the shortest honest form: what stands behind the arrow. */
export type Cause =
  | { kind: 'component'; path: string; message: string; state: 'degraded' | 'unhealthy'; more: number }
  | { kind: 'behind'; monitorId: string; name: string }
  | { kind: 'message'; text: string };

/** Components that are degraded or unhealthy, the worse ones first, otherwise in the order of the body. */
export function failingComponents(components: readonly Component[]): Component[] {
  return [
    ...components.filter(({ state }) => state === 'unhealthy'),
    ...components.filter(({ state }) => state === 'degraded'),
  ];
}

/**
 * The unhealthy monitor at the root of the dependencies of `monitor`, or null when none of them is unhealthy.
 * Dependencies are transitive; a cycle, which the configuration refuses, ends the walk.
 */
export function unhealthyRoot(
  monitor: MonitorStatus,
  byId: ReadonlyMap<string, MonitorStatus>,
  seen: ReadonlySet<string> = new Set(),
): MonitorStatus | null {
  const visited = new Set([...seen, monitor.id]);
  for (const id of monitor.dependsOn) {
    const parent = byId.get(id);
    if (!parent || visited.has(id) || !parent.enabled || parent.paused) continue;
    const deeper = unhealthyRoot(parent, byId, visited);
    if (deeper) return deeper;
    if (parent.state === 'unhealthy') return parent;
  }
  return null;
}

/** The cause to show beside a monitor, or null while it is healthy, unknown or paused. */
export function causeOf(monitor: MonitorStatus, byId: ReadonlyMap<string, MonitorStatus>): Cause | null {
  if (monitor.paused || (monitor.state !== 'unhealthy' && monitor.state !== 'degraded')) return null;
  const root = unhealthyRoot(monitor, byId);
  if (root) return { kind: 'behind', monitorId: root.id, name: root.name };
  const failing = failingComponents(monitor.components);
  const first = failing[0];
  if (first && (first.state === 'unhealthy' || first.state === 'degraded')) {
    return {
      kind: 'component',
      path: first.path,
      message: first.message ?? '',
      state: first.state,
      more: failing.length - 1,
    };
  }
  return monitor.message ? { kind: 'message', text: monitor.message } : null;
}
