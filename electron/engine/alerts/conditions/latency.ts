import { aggregate, viewSamples } from '../windows/samples.ts';
import { tally } from '../windows/timeline.ts';
import { compare, ENOUGH, UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** One number of the latencies in a window. */
export const latencyCondition: ConditionKind<'latency'> = {
  behindParents: true,
  behindFlapping: true,
  holdsIncident: () => true,
  reachMs: ({ overMs }) => overMs,
  judge({ aggregate: by, threshold, overMs, minSamples }, { monitor, at }) {
    if (!monitor || monitor.dark) return UNKNOWN;
    const view = viewSamples(monitor.latency, at - overMs, at);
    if (view.count < minSamples) return UNKNOWN;
    if (tally(monitor.timeline, at - overMs, at).knownMs < overMs * ENOUGH) return UNKNOWN;
    const value = aggregate(view, by);
    return { holds: compare(value, threshold), value, dueAt: null };
  },
};
