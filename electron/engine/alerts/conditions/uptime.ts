import { tally } from '../windows/timeline.ts';
import { compare, ENOUGH, UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** Time in healthy or degraded of the known time in a window. */
export const uptimeCondition: ConditionKind<'uptime'> = {
  behindParents: true,
  behindFlapping: false,
  holdsIncident: () => false,
  reachMs: ({ overMs }) => overMs,
  judge({ threshold, overMs }, { monitor, at }) {
    if (!monitor || monitor.dark) return UNKNOWN;
    const { upMs, knownMs } = tally(monitor.timeline, at - overMs, at);
    if (knownMs < overMs * ENOUGH) return UNKNOWN;
    const value = upMs / knownMs;
    return { holds: compare(value, threshold), value, dueAt: null };
  },
};
