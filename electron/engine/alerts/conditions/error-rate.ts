import { tally } from '../windows/timeline.ts';
import { compare, ENOUGH, UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** Unhealthy results of the trustworthy ones in a window. */
export const errorRateCondition: ConditionKind<'error_rate'> = {
  behindParents: true,
  behindFlapping: true,
  holdsIncident: () => true,
  reachMs: ({ overMs }) => overMs,
  judge({ threshold, overMs, minSamples, minBad }, { monitor, at }) {
    if (!monitor || monitor.dark) return UNKNOWN;
    const { healthy, degraded, unhealthy, knownMs } = tally(monitor.timeline, at - overMs, at);
    const count = healthy + degraded + unhealthy;
    if (count < minSamples || knownMs < overMs * ENOUGH) return UNKNOWN;
    const value = unhealthy / count;
    const enoughBad = threshold.direction === 'below' || unhealthy >= minBad;
    return { holds: enoughBad && compare(value, threshold) === true, value, dueAt: null };
  },
};
