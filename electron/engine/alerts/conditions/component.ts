import { componentMatches } from '../../../../shared/domain/glob.ts';
import { UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** The confirmed state of parts: true if one of those that the glob names is in such a state. */
export const componentCondition: ConditionKind<'component'> = {
  behindParents: true,
  behindFlapping: true,
  holdsIncident: () => true,
  reachMs: () => 0,
  judge({ glob, states }, { monitor }) {
    if (!monitor || (monitor.dark && !states.includes('unknown'))) return UNKNOWN;
    const parts = monitor.view.components.filter(({ path }) => componentMatches(glob, path));
    if (parts.some(({ state }) => states.includes(state))) return { holds: true, value: null, dueAt: null };
    const unclear = parts.length === 0 || parts.some(({ state }) => state === 'unknown');
    return unclear ? UNKNOWN : { holds: false, value: null, dueAt: null };
  },
};
