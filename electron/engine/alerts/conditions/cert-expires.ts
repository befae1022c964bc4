import { compare, UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** Time left before the certificate ends. */
export const certExpiresCondition: ConditionKind<'cert_expires'> = {
  behindParents: false,
  behindFlapping: false,
  holdsIncident: () => false,
  reachMs: () => 0,
  judge({ threshold }, { monitor, at }) {
    if (!monitor || monitor.dark || monitor.certificateUntil === null) return UNKNOWN;
    const value = monitor.certificateUntil - at;
    return { holds: compare(value, threshold), value, dueAt: null };
  },
};
