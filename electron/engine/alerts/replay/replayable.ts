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

export interface ReplayNeeds {
  /** Single results or, where they are no longer kept, their sums. */
  results: boolean;
  /** How far its windows reach, in ms. */
  reachMs: number;
  /** How long before a time it must be tried so that it stands at that time as it would have. */
  leadMs: number;
  /** Sums of so long are fine enough for it, and few enough. */
  partMs: number;
  /** It looks at percentiles or other numbers of latencies. */
  sketches: boolean;
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
    sketches: conditions.some(({ kind }) => kind === 'latency'),
  };
}

function partMs(conditions: readonly LeafCondition[]): number {
  const reaches = conditions.map((condition) => (condition.kind === 'latency' ? condition.overMs : 0));
  const parts = Math.floor(Math.max(0, ...reaches) / (MOST_SKETCHES * FIVE_MINUTES));
  return Math.max(1, parts) * FIVE_MINUTES;
}

const isOnLogs = (condition: Condition): boolean => 'filter' in condition;

/** A rule on logs alone is tried on logs; beside anything else they are left out. */
function joinsLogs({ id, when }: AlertRule): boolean {
  const conditions = leavesOf(id, when).map(({ condition }) => condition);
  return conditions.some(isOnLogs) && !conditions.every(isOnLogs);
}

/** The part of a rule that can be tried on the past; null where there is none. */
export function replayablePart(rule: AlertRule): AlertRule | null {
  const withLogs = !joinsLogs(rule);
  const keeps = (condition: Condition) => condition.kind !== 'file_age' && (withLogs || !isOnLogs(condition));
  const when = partOf(rule.when, keeps);
  return when && { ...rule, when };
}

function partOf(condition: Condition, keeps: (condition: Condition) => boolean): Condition | null {
  if (condition.kind !== 'all' && condition.kind !== 'any') return keeps(condition) ? condition : null;
  const parts = condition.parts.flatMap((part) => partOf(part, keeps) ?? []);
  return parts.length === 0 ? null : { ...condition, parts };
}

/** What of a rule is tried not at all or in another way, in sentences. */
export function replayCaveats(rule: AlertRule): string[] {
  const conditions = leavesOf(rule.id, rule.when).map(({ condition }) => condition);
  const has = (kind: LeafKind) => conditions.some((condition) => condition.kind === kind);
  const joined = joinsLogs(rule);
  const silent = conditions.some(
    (condition) =>
      isOnLogs(condition) && 'threshold' in condition && condition.threshold.direction === 'below',
  );
  return [
    has('file_age') ? 'The history does not keep when files were written: that part is left out.' : '',
    has('cert_expires') ? 'Only the certificate that was seen last is known, from when it is valid on.' : '',
    joined ? 'It joins logs with monitors: the part about logs is left out.' : '',
    silent && !joined ? 'Time in which Watchpost did not run counts as silence.' : '',
  ].filter((sentence) => sentence !== '');
}

/** Instants at which a certificate that ends then crosses the limits of a rule. */
export function crossings(rules: readonly AlertRule[], validTo: number): number[] {
  return rules.flatMap(({ id, when }) =>
    leavesOf(id, when).flatMap(({ condition }) =>
      condition.kind === 'cert_expires' ? [validTo - condition.threshold.limit + 1] : [],
    ),
  );
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
