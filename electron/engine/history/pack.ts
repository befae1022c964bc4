import { STATES, type State } from '../../../shared/domain/state.ts';
import type { RawResult } from './raw-result.ts';

/*
 * The `packed` column of a raw result, from the lowest bit:
 *   2 bits  state, as its place in STATES
 *   1 bit   re-check
 *  10 bits  HTTP status, 0 for none
 *  the rest latency in whole microseconds plus 1, 0 for none
 * SQLite stores small integers in few bytes, so that the common row (a status, under half a second) takes four.
 */
const RECHECK_BIT = 4;
const STATUS_SHIFT = 8;
const STATUS_VALUES = 1024;
const LATENCY_SHIFT = STATUS_SHIFT * STATUS_VALUES;
/** About 12 days; keeps the packed number within what a JavaScript number holds exactly. */
const LONGEST_US = 2 ** 40 - 2;

type Packed = Pick<RawResult, 'state' | 'recheck' | 'latencyUs' | 'httpStatus'>;

/** A state as the number that databases hold. */
export function stateCode(state: State): number {
  return STATES.indexOf(state);
}

/** The state of a number that `stateCode` gave; any other number is unknown. */
export function stateOf(code: number): State {
  return STATES[code] ?? 'unknown';
}

export function packResult({ state, recheck, latencyUs, httpStatus }: Packed): number {
  const status = httpStatus !== null && httpStatus > 0 && httpStatus < STATUS_VALUES ? httpStatus : 0;
  const latency = latencyUs === null ? 0 : Math.min(Math.max(0, Math.round(latencyUs)), LONGEST_US) + 1;
  return stateCode(state) + (recheck ? RECHECK_BIT : 0) + status * STATUS_SHIFT + latency * LATENCY_SHIFT;
}

export function unpackResult(packed: number): Packed {
  // Bit operations hold for the low 32 bits of any whole number below 2^53.
  const status = (packed >>> 3) & (STATUS_VALUES - 1);
  const latency = Math.floor(packed / LATENCY_SHIFT);
  return {
    state: stateOf(packed & 3),
    recheck: (packed & RECHECK_BIT) !== 0,
    latencyUs: latency === 0 ? null : latency - 1,
    httpStatus: status === 0 ? null : status,
  };
}

/** True where a packed result is scheduled, not an extra check. */
export const SCHEDULED_SQL = `(packed & ${RECHECK_BIT}) = 0`;
