import { aggregate } from '../windows/samples.ts';
import { compare, type ConditionKind } from './condition-kind.ts';
import { logWindow } from './log-window.ts';

/** One number of a field of the records in a window. No record is nothing to complain about. */
export const logFieldCondition: ConditionKind<'log_field'> = {
  behindParents: false,
  behindFlapping: false,
  holdsIncident: () => true,
  reachMs: ({ overMs }) => overMs,
  judge(condition, { at, sources }, key) {
    const { overMs, threshold, aggregate: by } = condition;
    const half = { direction: 'above' as const, limit: 0 };
    const { view, dueAt } = logWindow(sources(condition), key, { at, overMs, threshold: half });
    if (view === null) return { holds: null, value: null, dueAt };
    const value = view.count === 0 ? null : aggregate(view, by);
    return { holds: compare(value, threshold) ?? false, value, dueAt };
  },
};
