import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { Severity } from '../../../shared/domain/severity.ts';
import type { TrustworthyState } from '../../../shared/domain/state.ts';
import type { AlertTimers, Condition } from './alert.ts';

/** A condition with a severity, judged for each monitor. */
export interface Rule extends AlertTimers {
  id: string;
  severity: Severity;
  /** The confirmed states for which the condition is true. */
  states: readonly TrustworthyState[];
}

/** What watches when the configuration brings no rules of its own. */
export const BUILT_IN_RULES: readonly Rule[] = [
  { id: 'unhealthy', severity: 'critical', states: ['unhealthy'], forMs: 0, keepFiringForMs: 0 },
];

/** Whether a rule's condition holds for a monitor right now; unknown while its state is. */
export function evaluateRule(rule: Rule, status: Pick<MonitorStatus, 'state'>): Condition {
  return status.state === 'unknown' ? null : rule.states.includes(status.state);
}
