import { UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** The confirmed state. Only a rule that names `unknown` speaks about missing data. */
export const stateCondition: ConditionKind<'state'> = {
  behindParents: true,
  behindFlapping: true,
  holdsIncident: () => true,
  reachMs: () => 0,
  judge({ states }, { monitor, blind }) {
    if (!monitor) return UNKNOWN;
    const state = monitor.dark ? 'unknown' : monitor.view.state;
    if (state !== 'unknown') return { holds: states.includes(state), value: null, dueAt: null };
    return { holds: states.includes('unknown') && !blind ? true : null, value: null, dueAt: null };
  },
};
