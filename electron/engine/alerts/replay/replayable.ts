/** What a rule needs of the past to be tried on it. Pure. */
import type { AlertRule, Condition } from '../../../../shared/config/alerts/model.ts';
import type { LeafCondition, LeafKind } from '../conditions/condition-kind.ts';
import { kindOf, leavesOf } from '../conditions/registry.ts';
import { FIVE_MINUTES } from '../../history/bucket.ts';

/** What wants results, single or summed; all else is decided by changes of confirmed states. */
const BY_RESULTS: readonly LeafKind[] = [
  'latency',
  'error_rate',
  'uptime',
  'burn_rate',
  'restarts',
  'no_data',
];
/** What the history does not keep. */
const NOT_KEPT: Partial<Record<LeafKind, string>> = {
  cert_expires: 'when certificates end',
  file_age: 'when files were written',
};

export interface ReplayNeeds {
  /** Single results or, where they are no longer kept, their sums. */
  results: boolean;
  /** How far its windows reach, in ms. */
  reachMs: number;
  /** How long before a time it must be tried so that it stands at that time as it would have. */
  leadMs: number;
  /** Sums of so long are fine enough for it, and few enough. */
  partMs: number;
}

/** A percentile of sums merges their sketches at each look; of so many at most. */
const MOST_SKETCHES = 48;

/** What a rule needs of a monitor that is checked so often. */
export function needsOf({ id, when, forMs, keepFiringForMs }: AlertRule, intervalMs: number): ReplayNeeds {
  const conditions = leavesOf(id, when).map(({ condition }) => condition);
  const reachMs = Math.max(
    0,
    ...conditions.map((condition) =>
      condition.kind === 'no_data'
        ? (condition.afterMs ?? 0)
        : kindOf(condition).reachMs(condition, intervalMs),
    ),
  );
  return {
    results: conditions.some(({ kind }) => BY_RESULTS.includes(kind)),
    reachMs,
    leadMs: reachMs + forMs + keepFiringForMs,
    partMs: partMs(conditions),
  };
}

function partMs(conditions: readonly LeafCondition[]): number {
  const reaches = conditions.map((condition) => (condition.kind === 'latency' ? condition.overMs : 0));
  const parts = Math.floor(Math.max(0, ...reaches) / (MOST_SKETCHES * FIVE_MINUTES));
  return Math.max(1, parts) * FIVE_MINUTES;
}

/** What a rule looks at and cannot be tried on, in sentences; empty where it can be tried as a whole. */
export function untriedParts({ id, when }: AlertRule): string[] {
  const conditions = leavesOf(id, when).map(({ condition }) => condition);
  const missing = [...new Set(conditions.flatMap(({ kind }) => NOT_KEPT[kind] ?? []))];
  const onLogs = conditions.filter((condition) => 'filter' in condition);
  const silent = onLogs.some(
    (condition) => 'threshold' in condition && condition.threshold.direction === 'below',
  );
  return [
    ...(missing.length > 0
      ? [`The history does not keep ${missing.join(' and ')}: that part is not tried.`]
      : []),
    ...(onLogs.length > 0 && onLogs.length < conditions.length
      ? ['It joins logs with monitors: the part about logs is not tried.']
      : []),
    ...(silent ? ['Time in which Watchpost did not run counts as silence.'] : []),
  ];
}

/** A rule on sums of five minutes, which shorter windows could not hold. */
export function coarsened(rule: AlertRule): AlertRule {
  return { ...rule, when: widened(rule.when) };
}

function widened(condition: Condition): Condition {
  if (condition.kind === 'all' || condition.kind === 'any') {
    return { ...condition, parts: condition.parts.map(widened) };
  }
  if (!('overMs' in condition)) return condition;
  return { ...condition, overMs: Math.max(condition.overMs, FIVE_MINUTES) };
}
