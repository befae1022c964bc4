/** The breaker of one channel: after some failures in a row the channel is left alone for a while. Pure. */

export interface Circuit {
  /** Failures in a row. */
  failures: number;
}

export const closedCircuit: Circuit = { failures: 0 };

const OPENS_AT = 5;
const OPEN_MS = 60_000;

/** After a failed attempt. */
export function circuitFailed({ failures }: Circuit): Circuit {
  return { failures: failures + 1 };
}

/**
 * How long nothing is tried after the failure just counted; 0 while the circuit is closed. When the time is over one
 * attempt goes through (half open): it closes the circuit, or the time begins anew.
 */
export function circuitPauseMs({ failures }: Circuit): number {
  return failures >= OPENS_AT ? OPEN_MS : 0;
}
