/** The four states of `product.md`, mildest first; `unknown` is the absence of trustworthy data, not a severity. */
export const STATES = ['healthy', 'degraded', 'unhealthy', 'unknown'] as const;
export type State = (typeof STATES)[number];

/** A state that says something about the target; `unknown` does not. */
export type TrustworthyState = Exclude<State, 'unknown'>;

const SEVERITY: Record<TrustworthyState, number> = { healthy: 0, degraded: 1, unhealthy: 2 };

export function isTrustworthy(state: State): state is TrustworthyState {
  return state !== 'unknown';
}

/** Negative when `a` is milder than `b`, positive when it is worse, 0 when equal. */
export function compareSeverity(a: TrustworthyState, b: TrustworthyState): number {
  return SEVERITY[a] - SEVERITY[b];
}

/** The worse of two states; `unknown` never outweighs a trustworthy state. */
export function worse(a: State, b: State): State {
  if (!isTrustworthy(a)) return b;
  if (!isTrustworthy(b)) return a;
  return compareSeverity(a, b) >= 0 ? a : b;
}

/** The milder of two trustworthy states. */
export function milder(a: TrustworthyState, b: TrustworthyState): TrustworthyState {
  return compareSeverity(a, b) <= 0 ? a : b;
}

/** How many states stand before this one in an overall verdict: unhealthy > degraded > unknown > healthy. */
const OVERALL_ORDER: readonly State[] = ['unhealthy', 'degraded', 'unknown', 'healthy'];

/** The verdict over many monitors: unhealthy > degraded > unknown > healthy; none at all is unknown. */
export function overallState(states: Iterable<State>): State {
  const seen = new Set(states);
  return OVERALL_ORDER.find((state) => seen.has(state)) ?? 'unknown';
}

/** Nagios plugin convention: 0 healthy, 1 degraded, 2 unhealthy, 3 unknown. */
export const EXIT_CODE: Record<State, number> = { healthy: 0, degraded: 1, unhealthy: 2, unknown: 3 };
