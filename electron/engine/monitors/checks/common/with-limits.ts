import type { Limits } from '../../../../../shared/config/model.ts';
import type { CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import { latencyState, withLatency } from '../decide.ts';
import { spanInWords } from './words.ts';

/** An outcome judged by the latency limits too; a limit that makes it worse is said in its message. */
export function withLatencyLimits(outcome: CheckOutcome, limits: Limits): CheckOutcome {
  const state = withLatency(outcome.state, outcome.latencyMs, limits);
  if (state === outcome.state || outcome.latencyMs === null) return outcome;
  const limit = limits[latencyState(outcome.latencyMs, limits) ?? 'degraded'];
  const slow = `slow: ${spanInWords(outcome.latencyMs)}, more than ${spanInWords(limit ?? 0)}`;
  return { ...outcome, state, message: outcome.message === '' ? slow : `${slow}; ${outcome.message}` };
}
