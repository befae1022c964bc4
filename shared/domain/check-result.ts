import type { State } from './state.ts';

/** A part that a health body names, such as `database` or `redis/master`. */
export interface Component {
  /** Levels joined with `/`. */
  path: string;
  state: State;
  message?: string;
  /** False when the configuration says that this part may fail without taking the monitor down. */
  critical?: boolean;
}

/** How long each phase of a request took, in milliseconds; a phase that did not happen is absent. */
export interface Phases {
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
  /** From the request being sent to the first byte of the answer. */
  firstByteMs?: number;
  /** From the first byte to the end of the body. */
  bodyMs?: number;
}

export interface Certificate {
  subject: string;
  issuer: string;
  /** Wall time in epoch milliseconds. */
  validFrom: number;
  validTo: number;
  /** Why the chain was not accepted, or null when it was. */
  problem: string | null;
}

/** What a health body says about the process behind it; used to notice restarts and deploys. */
export interface ServiceFacts {
  uptimeMs?: number;
  pid?: number;
  version?: string;
}

/**
 * What kept a check from an answer worth judging.
 * - `transport`: name, connection or TLS failed, or the answer broke off; the network may be to blame
 * - `refused`: the target's machine answered that nothing listens there
 * - `timeout`: no complete answer in time; the network may be to blame
 * - `assertion`: an answer came and an expectation failed
 * - `rate-limited`: the target asked to be left alone (429, or 503 with Retry-After)
 * - `internal`: Watchpost itself could not run the check (program not found, pattern too large)
 */
export type FailureKind = 'transport' | 'refused' | 'timeout' | 'assertion' | 'rate-limited' | 'internal';

/** What one execution of a check kind found, before the monitor's own history is taken into account. */
export interface CheckOutcome {
  state: State;
  /** Latency of a complete answer; a timeout counts with its timeout; otherwise null. */
  latencyMs: number | null;
  httpStatus: number | null;
  /** Plain text for people, secrets masked, at most 1,000 characters; empty when there is nothing to say. */
  message: string;
  components: Component[];
  failure: FailureKind | null;
  phases: Phases | null;
  certificate: Certificate | null;
  service: ServiceFacts | null;
  /** How long the target asked not to be asked again (Retry-After), in milliseconds. */
  retryAfterMs: number | null;
  /** The health dialect that read the body, or null. */
  dialect: string | null;
  /** What in the body that dialect knew it by, for people; null where there is no dialect. */
  because: string | null;
  /** Of a file monitor: when the newest match was written, wall time in epoch milliseconds. */
  writtenAt?: number;
}

/** One finished check of a monitor. */
export interface CheckResult extends CheckOutcome {
  monitorId: string;
  /** Wall time of the start in epoch milliseconds. */
  at: number;
  /** True for the extra checks while a state change is confirmed or asked for by hand; ratios leave them out. */
  recheck: boolean;
}

/** An outcome with nothing filled in but its state; the base that check kinds spread over. */
export function outcome(state: State, message = '', more: Partial<CheckOutcome> = {}): CheckOutcome {
  return {
    state,
    latencyMs: null,
    httpStatus: null,
    message,
    components: [],
    failure: null,
    phases: null,
    certificate: null,
    service: null,
    retryAfterMs: null,
    dialect: null,
    because: null,
    ...more,
  };
}
