/** Alert rules, maintenance windows and what decides about notifications, as the engine reads them. Times in ms. */
import type { Severity } from '../../domain/severity.ts';
import type { State } from '../../domain/state.ts';

/** Globs by key; all keys must match. Keys: monitor, group, kind, environment, severity, rule, any label. */
export type Match = [key: string, globs: string[]][];

/** A strict comparison with a limit. */
export interface Threshold {
  direction: 'above' | 'below';
  limit: number;
}

export type LatencyAggregate = 'avg' | 'p50' | 'p95' | 'p99' | 'max';
export type FieldAggregate = LatencyAggregate | 'min' | 'sum';

/** Which log records a condition is about; what is null does not restrict. Patterns are RE2. */
export interface LogFilter {
  /** A glob over ids of log sources. */
  source: string | null;
  /** This level or worse. */
  level: string | null;
  service: string | null;
  /** Text that the message contains, case ignored. */
  search: string | null;
  /** RE2 pattern over the message. */
  matches: string | null;
  /** Field (a path with dots; `message` is the message) to a glob. */
  where: Record<string, string>;
}

export type Condition =
  | { kind: 'state'; states: State[] }
  | { kind: 'latency'; aggregate: LatencyAggregate; threshold: Threshold; overMs: number; minSamples: number }
  | { kind: 'error_rate'; threshold: Threshold; overMs: number; minSamples: number; minBad: number }
  | { kind: 'uptime'; threshold: Threshold; overMs: number }
  | { kind: 'component'; glob: string; states: State[] }
  | { kind: 'cert_expires'; threshold: Threshold }
  | { kind: 'file_age'; threshold: Threshold }
  | { kind: 'log_count'; filter: LogFilter; rate: boolean; threshold: Threshold; overMs: number }
  | {
      kind: 'log_field';
      filter: LogFilter;
      field: string;
      aggregate: FieldAggregate;
      threshold: Threshold;
      overMs: number;
    }
  | { kind: 'log_group'; filter: LogFilter; group: 'new' | 'regressed' }
  /** `perInterval`: 3 × interval + timeout of the monitor instead of a fixed time. */
  | { kind: 'no_data'; afterMs: number | null }
  | { kind: 'restarts'; threshold: Threshold; overMs: number }
  /** `ID/fast` and `ID/slow` are two rules by the time the engine sees them. */
  | { kind: 'burn_rate'; objective: number; windowMs: number; speed: 'fast' | 'slow' }
  | { kind: 'all'; parts: Condition[] }
  | { kind: 'any'; parts: Condition[] };

export interface AlertRule {
  id: string;
  severity: Severity;
  /** Ids, globs, `!x`, `group:NAME`; empty means all that the condition fits. */
  monitors: string[];
  when: Condition;
  forMs: number;
  keepFiringForMs: number;
  labels: Record<string, string>;
  runbook: string | null;
  /** Template with `{{placeholders}}`, or null for the built-in words. */
  message: string | null;
}

/** Mondays to Sundays, by their short English names. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** A span of every listed day; `to` before `from` crosses midnight and belongs to the starting day. */
export interface DailyWindow {
  days: Day[];
  /** `HH:MM`. */
  from: string;
  to: string;
  /** IANA zone, or null for the machine's. */
  zone: string | null;
}

export interface QuietHours extends DailyWindow {
  /** Severities that get through. */
  pass: Severity[];
}

export interface MaintenanceWindow {
  id: string;
  match: Match;
  when: { cron: string; durationMs: number; zone: string | null } | DailyWindow;
}

/** A summary that is due at a time of some days of the week, of the period before it. */
export interface ReportConfig {
  days: Day[];
  /** `HH:MM`. */
  time: string;
  /** Id of the channel it goes to. */
  channel: string;
  periodMs: number;
  /** Null: the machine's. */
  zone: string | null;
}

/** What decides about notifications, beside the channels themselves. */
export interface NotifyPolicy {
  groupBy: string[];
  groupWaitMs: number;
  groupIntervalMs: number;
  /** Null: never. */
  repeatMs: Record<Severity, number | null>;
  rateLimit: { popups: number; perMs: number };
  /** Null: nobody is ever away. */
  away: { idleMs: number; hold: Severity[] } | null;
  quietHours: QuietHours[];
  deadman: { url: string; everyMs: number } | null;
  reports: ReportConfig[];
}
