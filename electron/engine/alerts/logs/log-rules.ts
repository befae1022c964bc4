import { LOG_LEVELS, type LogLevel } from '../../../../shared/domain/log-level.ts';
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import { leavesOf } from '../conditions/registry.ts';
import type { LogCondition } from '../conditions/condition-kind.ts';

const ERROR = LOG_LEVELS.indexOf('error');

/** The rules that look at logs at all. */
export function logRules(rules: readonly AlertRule[]): AlertRule[] {
  return rules.filter((rule) => conditionsOf(rule).length > 0);
}

/** The mildest level that any of these rules looks at. Only errors have groups. */
export function mildestLevel(rules: readonly AlertRule[]): LogLevel {
  const levels = rules.flatMap(conditionsOf).map(({ kind, filter }) => {
    const asked = LOG_LEVELS.findIndex((name) => name === filter.level);
    return Math.max(asked, kind === 'log_group' ? ERROR : 0);
  });
  return LOG_LEVELS[Math.min(...levels)] ?? 'trace';
}

function conditionsOf({ id, when }: AlertRule): LogCondition[] {
  return leavesOf(id, when).flatMap(({ condition }) => ('filter' in condition ? [condition] : []));
}
