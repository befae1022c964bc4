import type { State } from '../../../shared/domain/state.ts';

/** A check result as the history keeps it, without its message. */
export interface RawResult {
  /** Wall time of the start in epoch milliseconds. */
  at: number;
  state: State;
  /** True for the extra checks that ratios leave out. */
  recheck: boolean;
  /** Whole microseconds; null where there was no complete answer. */
  latencyUs: number | null;
  httpStatus: number | null;
  /** How long it holds at most, in milliseconds from `at`. */
  holdsForMs: number;
}
