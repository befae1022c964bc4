import { compare, UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** Time since the newest file was written. */
export const fileAgeCondition: ConditionKind<'file_age'> = {
  behindParents: false,
  behindFlapping: false,
  holdsIncident: () => false,
  reachMs: () => 0,
  judge({ threshold }, { monitor, at }) {
    if (!monitor || monitor.dark || monitor.fileWrittenAt === null) return UNKNOWN;
    const value = at - monitor.fileWrittenAt;
    return { holds: compare(value, threshold), value, dueAt: null };
  },
};
