import type { Condition, Threshold } from '../../../../shared/config/alerts/model.ts';
import type { SourceState, SubjectState } from '../core/state.ts';

/** What a condition says at one moment. */
export interface Verdict {
  /** Null: unknown. */
  holds: boolean | null;
  /** What was measured, in the unit of the threshold; null where there is nothing to show. */
  value: number | null;
  /** When time alone may change the answer, or null. */
  dueAt: number | null;
}

/** What a condition may look at. */
export interface Scene {
  at: number;
  /** Null where the subject is a log source. */
  monitor: SubjectState | null;
  /** Of the monitor; how long its results hold and how often they come. */
  intervalMs: number;
  timeoutMs: number;
  /** Asleep, offline or not running: time that says nothing. */
  blind: boolean;
  /** The log sources that a condition on logs is about. */
  sources: (condition: LogCondition) => readonly SourceState[];
}

export type LogCondition = Extract<Condition, { kind: 'log_count' | 'log_field' | 'log_group' }>;
export type LeafCondition = Exclude<Condition, { kind: 'all' | 'any' }>;
export type LeafKind = LeafCondition['kind'];

/** What belongs to one form of condition: one file and one entry in `registry.ts`. */
export interface ConditionKind<K extends LeafKind = LeafKind> {
  /** Judges the condition. `key` names it among all conditions of all rules. */
  judge(condition: Extract<LeafCondition, { kind: K }>, scene: Scene, key: string): Verdict;
  /** How far back it looks, in ms; 0 where it looks at the present only. */
  reachMs(condition: Extract<LeafCondition, { kind: K }>, intervalMs: number): number;
  /** Held while a parent is unhealthy. */
  behindParents: boolean;
  /** Held while its subject is flapping. */
  behindFlapping: boolean;
  /** Holds an incident open. */
  holdsIncident(condition: Extract<LeafCondition, { kind: K }>): boolean;
}

export const UNKNOWN: Verdict = { holds: null, value: null, dueAt: null };

/** Strictly above or below; unknown without a value. */
export function compare(value: number | null, { direction, limit }: Threshold): boolean | null {
  if (value === null) return null;
  return direction === 'above' ? value > limit : value < limit;
}

/** At least half of a window must be known. */
export const ENOUGH = 0.5;
