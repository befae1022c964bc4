/** From results to states: a state changes only when enough results in a row agree. Pure and serialisable. */
import type { Confirm } from '../../../shared/config/model.ts';
import {
  compareSeverity,
  isTrustworthy,
  milder,
  type State,
  type TrustworthyState,
} from '../../../shared/domain/state.ts';

/** What confirmation looks at in a result. `at` is the start of the check, wall time in epoch milliseconds. */
export interface Observation {
  state: State;
  at: number;
  message: string;
}

/** Results in a row that are all worse, or all better, than the confirmed state. */
export interface Run {
  direction: 'worse' | 'better';
  /** What the state becomes once there are enough: the mildest of the worse ones, the worst of the better ones. */
  towards: TrustworthyState;
  /** The newest message that came with `towards`. */
  message: string;
  count: number;
  /** Start of the first of them. */
  since: number;
}

/** The confirmed state and what is on its way to change it. */
export interface Confirmation {
  state: State;
  /** Start of the first result of the run that led to `state`; null before any result. */
  since: number | null;
  /** The last trustworthy confirmed state, also while `state` is unknown; null if there never was one. */
  lastState: TrustworthyState | null;
  /** The message that belongs to `state`. */
  message: string;
  run: Run | null;
}

/** Before the first result. */
export const UNCONFIRMED: Confirmation = {
  state: 'unknown',
  since: null,
  lastState: null,
  message: '',
  run: null,
};

/**
 * Takes one result into account. A worse one counts to `failures`, a better one to `recoveries`, an equal one
 * resets both, an unknown one does neither and makes the state unknown until the next trustworthy one. From
 * unknown a result that is not worse than the last known state (healthy, if there is none) counts at once; a
 * worse one returns to the last known state and counts from there. Where none is known the state stays unknown
 * until the worse one is confirmed, because nothing has ever said that the target is healthy.
 */
export function observe(before: Confirmation, seen: Observation, confirm: Confirm): Confirmation {
  const { state } = seen;
  if (!isTrustworthy(state)) return loseSight(before, seen.at, seen.message);
  const severity = compareSeverity(state, before.lastState ?? 'healthy');
  if (before.state === 'unknown' && severity <= 0) return settled(state, seen.at, seen.message);
  if (severity === 0) return { ...before, message: seen.message, run: null };
  const run = extend(before.run, severity > 0 ? 'worse' : 'better', state, seen);
  if (isConfirmed(run, seen.at, confirm)) return settled(run.towards, run.since, run.message);
  if (before.state === 'unknown' && before.lastState !== null) {
    return { ...before, state: before.lastState, since: seen.at, message: '', run };
  }
  return { ...before, run };
}

/** The state becomes unknown: an unknown result, or nothing trustworthy any more. Counts survive it. */
export function loseSight(before: Confirmation, at: number, message: string): Confirmation {
  if (before.state === 'unknown') return { ...before, since: before.since ?? at, message };
  return { ...before, state: 'unknown', since: at, message };
}

function settled(state: TrustworthyState, since: number, message: string): Confirmation {
  return { state, since, lastState: state, message, run: null };
}

function extend(
  run: Run | null,
  direction: Run['direction'],
  state: TrustworthyState,
  { at, message }: Observation,
): Run {
  if (run?.direction !== direction) return { direction, towards: state, message, count: 1, since: at };
  const towards = direction === 'worse' ? milder(run.towards, state) : worst(run.towards, state);
  return {
    direction,
    towards,
    message: towards === state ? message : run.message,
    count: run.count + 1,
    // A clock that was set back must not keep a failure from being confirmed.
    since: Math.min(run.since, at),
  };
}

function worst(a: TrustworthyState, b: TrustworthyState): TrustworthyState {
  return compareSeverity(a, b) >= 0 ? a : b;
}

function isConfirmed(run: Run, at: number, { failures, recoveries, atLeastMs }: Confirm): boolean {
  if (run.direction === 'better') return run.count >= recoveries;
  return run.count >= failures && at - run.since >= atLeastMs;
}
