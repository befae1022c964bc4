import type { ConditionKind } from './condition-kind.ts';

/** How long an error group stays new without another occurrence. */
export const NEW_GROUP_MS = 15 * 60_000;

/** An error group that is new, or came back after it was resolved, occurred within the last quarter of an hour. */
export const logGroupCondition: ConditionKind<'log_group'> = {
  behindParents: false,
  behindFlapping: false,
  holdsIncident: () => false,
  reachMs: () => NEW_GROUP_MS,
  judge(condition, { at, sources, blind }, key) {
    if (blind) return { holds: null, value: null, dueAt: null };
    const all = sources(condition);
    const read = all.filter(({ reads }) => reads !== 'none');
    const last = Math.max(-Infinity, ...read.map((source) => source.groupAt.get(key) ?? -Infinity));
    const until = last + NEW_GROUP_MS;
    if (at < until) return { holds: true, value: null, dueAt: until };
    return { holds: read.length < all.length ? null : false, value: null, dueAt: null };
  },
};
