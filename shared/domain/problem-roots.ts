import { failingComponents, unhealthyRoot } from './cause.ts';
import { canBeDown, componentName } from './component-name.ts';
import type { MonitorStatus } from './monitor-status.ts';

/** One thing that is wrong by itself, with the monitors that suffer from it. */
export interface ProblemRoot {
  /** Its name at the start of a sentence: a component, or a monitor. */
  name: string;
  verb: 'down' | 'degraded';
  /** Names of the monitors that feel it; the root itself is not among them. */
  affected: string[];
  /** Ids of all monitors behind it. */
  monitorIds: string[];
  /** Start of the earliest of its problems, or null when that is not known. */
  since: number | null;
  /** What was seen first, such as `redis: connection refused`; empty when nothing was said. */
  evidence: string;
}

/** More failing parts than this at once are the failure of their owner. */
const MOST_NAMED_PARTS = 2;

/**
 * What is wrong at the root: monitors behind an unhealthy dependency count to it, the same component failing in
 * several monitors counts once, and so does a component that is a monitor of its own. In a circle of dependencies
 * each monitor stands for itself. Down before degraded, then
 * the earliest first. Disabled and paused monitors are left out.
 */
export function problemRoots(monitors: readonly MonitorStatus[]): ProblemRoot[] {
  const byId = new Map(monitors.map((monitor) => [monitor.id, monitor]));
  const problems = monitors.filter(isProblem).toSorted(bySeverityThenTime);
  const roots = new Map<string, ProblemRoot>();
  const rootOf = new Map<string, ProblemRoot>();

  function rootCalled(name: string): ProblemRoot {
    const root = roots.get(name.toLowerCase()) ?? newRoot(name);
    roots.set(name.toLowerCase(), root);
    return root;
  }

  const own = problems.filter((monitor) => !unhealthyRoot(monitor, byId));
  // Monitors that are the root themselves come first, so that a component of the same name joins them.
  for (const monitor of own.toSorted((a, b) => namedParts(a).length - namedParts(b).length)) {
    const parts = namedParts(monitor);
    for (const name of parts.length > 0 ? parts : [monitor.name]) {
      const root = rootCalled(name);
      join(root, monitor, parts.length > 0);
      if (!rootOf.has(monitor.id)) rootOf.set(monitor.id, root);
    }
  }
  for (const monitor of problems) {
    const parent = unhealthyRoot(monitor, byId);
    const root = parent && rootOf.get(parent.id);
    if (root) follow(root, monitor);
    else if (parent) join(rootCalled(monitor.name), monitor, false);
  }
  return [...roots.values()].toSorted(byVerbThenTime);
}

function isProblem(monitor: MonitorStatus): boolean {
  return (
    monitor.enabled && !monitor.paused && (monitor.state === 'unhealthy' || monitor.state === 'degraded')
  );
}

/** The unhealthy components of a monitor that a sentence can call down, or none when the monitor itself is to be named. */
function namedParts(monitor: MonitorStatus): string[] {
  const failing = failingComponents(monitor.components).filter(({ state }) => state === 'unhealthy');
  if (failing.length > MOST_NAMED_PARTS || !failing.every(({ path }) => canBeDown(path))) return [];
  return failing.map(({ path }) => componentName(path));
}

function newRoot(name: string): ProblemRoot {
  return { name, verb: 'degraded', affected: [], monitorIds: [], since: null, evidence: '' };
}

function join(root: ProblemRoot, monitor: MonitorStatus, throughPart: boolean): void {
  const part = failingComponents(monitor.components)[0];
  const evidence = part ? [part.path, part.message].filter(Boolean).join(': ') : monitor.message;
  const earlier = root.since === null || (monitor.since !== null && monitor.since < root.since);
  if (earlier || root.evidence === '') root.evidence = evidence;
  if (earlier) root.since = monitor.since;
  if (throughPart || monitor.state === 'unhealthy') root.verb = 'down';
  if (throughPart) root.affected.push(monitor.name);
  root.monitorIds.push(monitor.id);
}

function follow(root: ProblemRoot, monitor: MonitorStatus): void {
  root.affected.push(monitor.name);
  root.monitorIds.push(monitor.id);
}

function bySeverityThenTime(a: MonitorStatus, b: MonitorStatus): number {
  if (a.state !== b.state) return a.state === 'unhealthy' ? -1 : 1;
  return (a.since ?? Infinity) - (b.since ?? Infinity) || 0;
}

function byVerbThenTime(a: ProblemRoot, b: ProblemRoot): number {
  if (a.verb !== b.verb) return a.verb === 'down' ? -1 : 1;
  return (a.since ?? Infinity) - (b.since ?? Infinity) || 0;
}
