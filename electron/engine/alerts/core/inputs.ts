/** What happens to the alert core. Times are epoch milliseconds; all inputs of one call share the call's time. */
import type { Match } from '../../../../shared/config/alerts/model.ts';
import type { Component } from '../../../../shared/domain/check-result.ts';
import type { IncidentChange } from './effects.ts';
import type { State, TrustworthyState } from '../../../../shared/domain/state.ts';
import type { SampleChunk } from '../windows/samples.ts';

/** One finished, judged check. */
export interface SeenResult {
  /** Start of the check. */
  at: number;
  state: State;
  latencyMs: number | null;
  /** Unknown because the user wants it so: a service that need not run. Nothing is missing then. */
  expected?: boolean;
  /** An extra check; ratios leave it out. */
  recheck: boolean;
  /** The body showed that the service was restarted since the result before. */
  restarted: number;
  /** When the certificate ends; null where none was seen. */
  certificateUntil: number | null;
  /** When the newest file was written; null where that is not known. */
  fileWrittenAt: number | null;
}

/** The confirmed view of a monitor after a result, or after sight of it was lost. */
export interface MonitorView {
  state: State;
  lastState: TrustworthyState | null;
  since: number | null;
  /** Results in a row that are on their way to change the state. */
  run: { direction: 'worse' | 'better'; since: number } | null;
  components: readonly Component[];
  message: string;
}

/** Records of one second that fit the same rules on logs, as the log reader hands them over. */
export interface LogMatch {
  /** Id of the log source. */
  source: string;
  /** The conditions that they fit; one that looks at a number in a field is there with the number of each record. */
  hits: readonly { condition: string; value: number | null }[];
  /** The first one's own time. */
  time: number;
  readAt: number;
  /** How many records there are. */
  count: number;
  group: { fingerprint: string; title: string; isNew: boolean; isRegressed: boolean } | null;
  /** Read at first contact with an old file: makes groups known and fires nothing. */
  backfilled: boolean;
}

/** Results of a span of time, summed: scheduled ones by state, and time in ms. */
export interface SummedResults {
  from: number;
  to: number;
  healthy: number;
  degraded: number;
  unhealthy: number;
  upMs: number;
  knownMs: number;
}

/** What the history knows of a monitor's past. */
export interface Recalled {
  /** Sums over spans of time, oldest first. */
  sums: readonly SummedResults[];
  /** Single results behind them, oldest first. */
  results: readonly {
    at: number;
    state: State;
    holdsMs: number;
    recheck: boolean;
    latencyMs: number | null;
  }[];
}

export type CoreInput =
  | { type: 'result'; monitor: string; result: SeenResult }
  /** After a start: fills the windows with what was seen before. */
  | { type: 'past'; monitor: string; past: Recalled }
  /** Where single results are no longer kept: those of a span that has just ended. `latency` null without any. */
  | { type: 'sum'; monitor: string; sum: SummedResults; latency: SampleChunk | null }
  | { type: 'view'; monitor: string; view: MonitorView; lost: boolean }
  | { type: 'logs'; match: LogMatch }
  /** How much of a log source can be read from now on. */
  | { type: 'source'; source: string; reads: SourceSight }
  /** Asleep, held up, offline, not running, or a zone out of reach: time that says nothing of any target. */
  | { type: 'blind'; cause: BlindCause; zone?: string; on: boolean }
  /** `idleSince` null: somebody is there, or nobody can tell. */
  | { type: 'presence'; idleSince: number | null; locked: boolean }
  | { type: 'ack'; subject: string; by: string; text: string }
  /** The history holds an open incident that the core knows nothing of. */
  | { type: 'orphan'; incident: IncidentChange }
  | { type: 'unack'; subject: string }
  | { type: 'silence'; silence: Silence }
  | { type: 'unsilence'; id: string }
  /** The wall clock was set; only what people see by the clock follows it. */
  | { type: 'clock'; by: number }
  /** A popup was clicked or dismissed. */
  | { type: 'seen'; notification: string }
  /** No longer watched: paused, disabled, removed. Its alerts close without a word. */
  | { type: 'close'; subject: string; reason: string }
  /** Watched again after `close`. */
  | { type: 'open'; subject: string }
  | { type: 'mark'; text: string };

/** All of a log source is read, some of it, or nothing. */
export type SourceSight = 'all' | 'some' | 'none';

export type BlindCause = 'asleep' | 'stalled' | 'offline' | 'down' | 'zone';

export interface Silence {
  id: string;
  match: Match;
  from: number;
  /** Null: until removed. */
  until: number | null;
  reason: string;
  by: string;
}
