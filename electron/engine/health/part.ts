import { type State, worse } from '../../../shared/domain/state.ts';

/** What something says about its own state. */
export interface OwnState {
  state: State;
  /** A passing condition such as starting: degraded with an expected HTTP status, unhealthy with another. */
  transitional: boolean;
  /** Switched off or left out on purpose: whatever lies beneath does not count. */
  skipped: boolean;
}

/** A named piece of a health body; it becomes a component when it has a state of its own. */
export interface Part {
  /** Null for a level that leaves no trace in the paths. */
  name: string | null;
  /** Null for a level that only holds other parts. */
  own: OwnState | null;
  message: string;
  children: Part[];
  /** True where the children are equals of one thing (nodes, replicas): degraded while one of them is healthy. */
  equals: boolean;
  /** True for one of several equals under the same name: degraded while at least one of them is healthy. */
  replica: boolean;
}

/** An own state without special marks. */
export function plainState(state: State): OwnState {
  return { state, transitional: false, skipped: false };
}

/** Degraded while it passes (starting, in maintenance, read-only): with an unexpected HTTP status unhealthy. */
export const PASSING: OwnState = { state: 'degraded', transitional: true, skipped: false };

/** A part with nothing beneath it. */
export function leaf(name: string, own: OwnState, message = ''): Part {
  return { name, own, message, children: [], equals: false, replica: false };
}

/** A part with others beneath it. */
export function branch(name: string, own: OwnState | null, children: Part[], message = ''): Part {
  return { name, own, message, children, equals: false, replica: false };
}

/** Equals of one thing (nodes, replicas), each under its own name; those of the same name are one. */
export function equalsOf(children: readonly Part[]): Part {
  const replicas = children.map((part) => ({ ...part, replica: true }));
  return { name: null, own: null, message: '', children: replicas, equals: true, replica: false };
}

/**
 * Two marks on the same thing: switched off outranks everything, else the worse counts; of two alike the
 * lasting one outranks the passing one, so that the order of the marks does not matter.
 */
export function combineOwn(a: OwnState | null, b: OwnState | null): OwnState | null {
  if (a === null || b === null) return a ?? b;
  if (a.skipped || b.skipped) return a.skipped ? a : b;
  if (a.state === b.state) return a.transitional ? b : a;
  return worse(a.state, b.state) === a.state ? a : b;
}

/** Several equals: all failing is the worst of them, some failing is degraded. Unknown ones do not count. */
export function combineReplicas(states: readonly State[]): State | null {
  const known = states.filter((state) => state !== 'unknown');
  if (known.length === 0) return states.length === 0 ? null : 'unknown';
  if (known.every((state) => state === 'healthy')) return 'healthy';
  if (known.includes('healthy')) return 'degraded';
  return known.reduce<State>(worse, 'unknown');
}

/** The worst of the states that say something, or null where none does. */
export function worstKnown(states: readonly State[]): State | null {
  const worst = states.reduce<State>(worse, 'unknown');
  return worst === 'unknown' ? null : worst;
}

/**
 * What a thing amounts to with its parts: its own word; ok over a failing part is degraded; without a word, or
 * with a plain "unknown" over a failing part, the worst part. Null where nothing says anything.
 */
export function effectiveState(own: OwnState | null, beneath: State | null): State | null {
  if (own === null) return beneath;
  if (own.skipped) return own.state;
  const failing = beneath === 'degraded' || beneath === 'unhealthy';
  if (own.state === 'healthy') return failing ? 'degraded' : 'healthy';
  return own.state === 'unknown' && failing ? beneath : own.state;
}
