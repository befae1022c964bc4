/** A file of rule tests as it is run. Times are ms since the start of the test, but for `start`. */
import type { AlertRule, Match } from '../../../../shared/config/alerts/model.ts';
import type { Config } from '../../../../shared/config/model.ts';
import type { Severity } from '../../../../shared/domain/severity.ts';
import type { Decision, NotificationWord } from '../core/effects.ts';
import type { Series } from './series.ts';

/** Where something stands in its file. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

export interface MonitorSeries {
  monitor: string;
  intervalMs: number;
  /** Null: no series of its own; every sample is healthy then. */
  state: Series | null;
  latency: Series | null;
  components: Record<string, Series>;
  certExpires: Series | null;
  fileAge: Series | null;
  restarts: Series | null;
}

export interface LogSeries {
  source: string;
  intervalMs: number;
  level: string;
  message: string;
  service: string | null;
  fields: Record<string, unknown>;
  counts: Series;
  /** Numbers in fields by name; `*` is whatever field a rule looks at. */
  values: Record<string, Series>;
}

export type TestEvent = { at: number } & (
  | { do: 'suspend' | 'offline' | 'idle' | 'locked' | 'restart'; until: number }
  | { do: 'ack'; subject: string }
  | { do: 'silence'; id: string; match: Match; until: number | null; reason: string }
  | { do: 'clock'; by: number }
  | { do: 'notifier_fails'; notifier: string; until: number }
  | { do: 'mark'; text: string }
);

/** Only the keys that are named are compared. */
export interface ExpectedNotification {
  notifier?: string | undefined;
  kind?: NotificationWord | undefined;
  severity?: Severity | undefined;
  subjects?: string[] | undefined;
  root?: string | undefined;
  held?: number | undefined;
  rules?: string[] | undefined;
}

export interface ExpectedRow {
  subject?: string | undefined;
  rule?: string | undefined;
  decision?: Decision | undefined;
  by?: string | undefined;
}

export interface Expectation {
  at: number;
  place: Place;
  alert: {
    rule: string;
    subject: string;
    state: 'inactive' | 'pending' | 'firing' | null;
    frozen: boolean | null;
  } | null;
  notifications: ExpectedNotification[] | null;
  incident: { subject: string; state: 'open' | 'closed' | 'none' } | null;
  ledger: ExpectedRow[] | null;
}

export interface RuleTest {
  name: string;
  place: Place;
  start: number;
  timezone: string;
  intervalMs: number;
  series: (MonitorSeries | LogSeries)[];
  events: TestEvent[];
  expect: Expectation[];
}

export interface RuleTestFile {
  file: string;
  config: Config;
  rules: AlertRule[];
  tests: RuleTest[];
}
