import { compare, type ConditionKind } from './condition-kind.ts';
import { logWindow } from './log-window.ts';

/** Records in a window, or records a second. */
export const logCountCondition: ConditionKind<'log_count'> = {
  behindParents: false,
  behindFlapping: false,
  holdsIncident: () => true,
  reachMs: ({ overMs }) => overMs,
  judge(condition, { at, sources }, key) {
    const { overMs, threshold, rate } = condition;
    const { view, dueAt } = logWindow(sources(condition), key, { at, overMs, threshold });
    if (view === null) return { holds: null, value: null, dueAt };
    const value = rate ? view.sum / (overMs / 1000) : view.sum;
    return { holds: compare(value, threshold), value, dueAt };
  },
};
