import type { Limits } from '../../../../../shared/config/model.ts';
import type { Certificate, FailureKind } from '../../../../../shared/domain/check-result.ts';
import type { State } from '../../../../../shared/domain/state.ts';
import { dayInWords, spanInWords } from '../common/words.ts';

/** What a certificate amounts to. */
export interface Verdict {
  state: State;
  message: string;
  failure: FailureKind | null;
}

/**
 * Judges a certificate that a handshake showed: one that was not accepted is unhealthy, and may be the work of the
 * network (a login page between); else the time left decides, strictly below a limit. `now` is wall time in ms.
 */
export function judgeCertificate(certificate: Certificate, limits: Limits, now: number): Verdict {
  const left = certificate.validTo - now;
  const ends = endInWords(left, certificate.validTo);
  if (certificate.problem !== null) {
    const message = left > 0 ? `${certificate.problem}; ${ends}` : certificate.problem;
    return { state: 'unhealthy', message, failure: 'transport' };
  }
  if (left <= 0 || left < (limits.unhealthy ?? 0))
    return { state: 'unhealthy', message: ends, failure: 'assertion' };
  if (left < (limits.degraded ?? 0)) return { state: 'degraded', message: ends, failure: 'assertion' };
  return { state: 'healthy', message: ends, failure: null };
}

/** `expires in 12 d (2026-12-02)`. */
function endInWords(left: number, validTo: number): string {
  const day = dayInWords(validTo);
  return left > 0 ? `expires in ${spanInWords(left)} (${day})` : `expired ${spanInWords(left)} ago (${day})`;
}
