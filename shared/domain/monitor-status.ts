import type { CheckKindName } from '../config/model.ts';
import type { Certificate, Component, FailureKind, Phases } from './check-result.ts';
import type { State, TrustworthyState } from './state.ts';

/** Why a monitor's state is unknown. */
export type UnknownReason =
  | 'not-run'
  | 'asleep'
  | 'offline'
  | 'zone-offline'
  | 'stalled'
  | 'stale'
  | 'not-running'
  | 'rate-limited'
  | 'said-unknown'
  | 'not-watching';

/** The last check of a monitor as shown beside its state. */
export interface LastCheck {
  at: number;
  state: State;
  latencyMs: number | null;
  httpStatus: number | null;
  message: string;
  failure: FailureKind | null;
  phases: Phases | null;
  certificate: Certificate | null;
  dialect: string | null;
  /** What in the body that dialect knew it by, for people; null where there is no dialect. */
  because: string | null;
}

/** Everything that is known about one monitor right now. Times are epoch milliseconds. */
export interface MonitorStatus {
  id: string;
  name: string;
  group: string | null;
  kind: CheckKindName;
  /** What it is, in a few words: `http · books.example/health`, `tcp 27017`. */
  summary: string;
  labels: Record<string, string>;
  environment: string;
  runbook: string | null;
  dependsOn: string[];
  enabled: boolean;
  /** Null when it is not paused; `until` null means until resumed. */
  paused: { since: number; until: number | null } | null;
  intervalMs: number;
  timeoutMs: number;
  /** The confirmed state. */
  state: State;
  /** The last trustworthy confirmed state, also while `state` is unknown. */
  lastState: TrustworthyState | null;
  /** Start of the first result of the run that led to `state`; null before any result. */
  since: number | null;
  unknownReason: UnknownReason | null;
  /** A change that has been seen but not yet confirmed. */
  confirming: { towards: TrustworthyState; seen: number; needed: number; since: number } | null;
  /** The message that belongs to the confirmed state. */
  message: string;
  /** Confirmed component states. */
  components: Component[];
  last: LastCheck | null;
  /** When the next check starts, or null when none is planned. */
  nextAt: number | null;
  checking: boolean;
}
