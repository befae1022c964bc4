import { viewSamples } from '../windows/samples.ts';
import { tally } from '../windows/timeline.ts';
import { compare, ENOUGH, UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** Restarts seen in a window: the uptime in the body fell, or the pid changed. */
export const restartsCondition: ConditionKind<'restarts'> = {
  behindParents: false,
  behindFlapping: false,
  holdsIncident: () => true,
  reachMs: ({ overMs }) => overMs,
  judge({ threshold, overMs }, { monitor, at }) {
    if (!monitor || monitor.dark) return UNKNOWN;
    if (tally(monitor.timeline, at - overMs, at).knownMs < overMs * ENOUGH) return UNKNOWN;
    const { sum: value } = viewSamples(monitor.restarts, at - overMs, at);
    return { holds: compare(value, threshold), value, dueAt: null };
  },
};
