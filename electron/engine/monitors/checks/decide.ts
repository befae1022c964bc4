import picomatch from 'picomatch';
import type { ComponentRule, Limits } from '../../../../shared/config/model.ts';
import type { Component } from '../../../../shared/domain/check-result.ts';
import { isTrustworthy, milder, worse, type State } from '../../../../shared/domain/state.ts';
import type { HealthReading } from '../../health/dialect.ts';

/** Marks each component that a rule speaks of; where several do, the last one counts. */
export type ComponentMarker = (components: readonly Component[]) => Component[];

/** Compiles the `components` of a monitor: a glob matches a path and all below it, case ignored. */
export function compileComponentRules(rules: readonly ComponentRule[]): ComponentMarker {
  if (rules.length === 0) return (components) => [...components];
  const matchers = rules.map((rule) => ({
    rule,
    matches: picomatch(rule.glob, { nocase: true, dot: true, windows: false }),
  }));
  return (components) =>
    components.map((component) => {
      const paths = withAncestors(component.path);
      const last = matchers.findLast(({ matches }) => paths.some((path) => matches(path)));
      return last ? { ...component, critical: last.rule.critical } : component;
    });
}

/** `a/b/c` → `a/b/c`, `a/b`, `a`. */
function withAncestors(path: string): string[] {
  const levels = path.split('/');
  return levels.map((_, i) => levels.slice(0, levels.length - i).join('/'));
}

/**
 * Step 2 and 3 of the order of decision (`docs/configuration.md`): the body's word first, then the status.
 * `reading` is null where no body was read.
 */
export function stateOfAnswer(reading: HealthReading | null, statusExpected: boolean): State {
  const said = reading?.state ?? 'healthy';
  if (statusExpected || reading?.definesStatus) return said;
  return reading?.ownWord === 'degraded' ? worse('degraded', said) : 'unhealthy';
}

/**
 * Step 4: where at least one component is degraded or unhealthy and every such one is marked not critical, the state
 * is degraded at most.
 */
export function sparedByCritical(state: State, components: readonly Component[]): State {
  const failing = components.filter(
    (component) => component.state === 'degraded' || component.state === 'unhealthy',
  );
  if (failing.length === 0 || failing.some((component) => component.critical !== false)) return state;
  return isTrustworthy(state) ? milder(state, 'degraded') : state;
}

/**
 * Step 1 joined with the rest: a failed assertion's state, against what status and body said. The worse one
 * counts; `unknown` takes the place of anything but `unhealthy`. Null: no assertion failed.
 */
export function withAssertion(state: State, assertion: State | null): State {
  if (assertion === null) return state;
  if (assertion === 'unknown') return state === 'unhealthy' ? state : 'unknown';
  return worse(assertion, state);
}

/** Step 5: which latency threshold is exceeded, if any; strictly more than the limit. */
export function latencyState(latencyMs: number | null, limits: Limits): 'degraded' | 'unhealthy' | null {
  if (latencyMs === null) return null;
  if (limits.unhealthy !== undefined && latencyMs > limits.unhealthy) return 'unhealthy';
  if (limits.degraded !== undefined && latencyMs > limits.degraded) return 'degraded';
  return null;
}

/** Step 5 applied: latency only makes a state worse, and says nothing about an unknown one. */
export function withLatency(state: State, latencyMs: number | null, limits: Limits): State {
  const slow = latencyState(latencyMs, limits);
  return slow === null || !isTrustworthy(state) ? state : worse(state, slow);
}
