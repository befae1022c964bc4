import type { Certificate, Phases } from '../../../../../shared/domain/check-result.ts';

/** What a check is busy with, as the message of a timeout says it. */
export type Step =
  | 'looking up the name'
  | 'connecting'
  | 'connecting to the proxy'
  | 'waiting for the proxy'
  | 'TLS handshake'
  | 'waiting for the answer'
  | 'reading the body';

/** How far a check has come; what is known also when it fails halfway. */
export interface Progress {
  step: Step;
  /** Summed over all redirects. */
  phases: Phases;
  /** Of the last TLS connection. */
  certificate: Certificate | null;
  /** Of the last answer whose headers have come. */
  httpStatus: number | null;
}

export function newProgress(): Progress {
  return { step: 'connecting', phases: {}, certificate: null, httpStatus: null };
}

/** Adds to a phase that may have happened before in this check, on another hop. */
export function addPhase(progress: Progress, phase: keyof Phases, ms: number): void {
  progress.phases[phase] = (progress.phases[phase] ?? 0) + ms;
}
