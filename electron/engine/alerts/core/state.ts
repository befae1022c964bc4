/** All that the core remembers. Maps and plain data only; `save.ts` makes JSON of it. */
import type { Severity } from '../../../../shared/domain/severity.ts';
import type { State, TrustworthyState } from '../../../../shared/domain/state.ts';
import type { Alert } from '../alert.ts';
import { noSamples, type Samples } from '../windows/samples.ts';
import type { Timeline } from '../windows/timeline.ts';
import type { SpokenAlert } from './effects.ts';
import type { MonitorView, Silence, SourceSight } from './inputs.ts';

/** One rule for one subject. */
export interface AlertRecord {
  rule: string;
  subject: string;
  severity: Severity;
  alert: Alert;
  /** When it last began to fire. */
  firedAt: number;
  value: number | null;
  /** Why it is held, as last written to the ledger; empty when it is not. */
  held: string;
  /** Decisions about it, by channel, as last written to the ledger. */
  notes: Map<string, string>;
}

export interface Flapping {
  /** By the share of changes. */
  ratio: boolean;
  /** By the third incident in an hour. */
  incidents: boolean;
}

/** Time that counts as missing data: it runs while awake, online, watched, and nothing trustworthy comes. */
export interface Stopwatch {
  countedMs: number;
  runningSince: number | null;
}

export interface SubjectState {
  view: MonitorView;
  /** Nothing is known right now: no result yet, an unknown one, or sight was lost. */
  dark: boolean;
  darkSince: number;
  lastResultAt: number | null;
  lastTrustedAt: number | null;
  /** First bad result of the failure under way, or null. */
  badSince: number | null;
  /** The last trustworthy raw states, oldest first, by first letter; at most 21. */
  raw: string;
  lastChangeAt: number;
  flapping: Flapping;
  certificateUntil: number | null;
  fileWrittenAt: number | null;
  noData: Stopwatch;
  /** Parents that recovered, and how many own results are still to be waited for. */
  waitAfter: Map<string, number>;
  closed: boolean;
  timeline: Timeline;
  latency: Samples;
  restarts: Samples;
}

/** The view of a monitor that was never checked. */
export const UNSEEN: MonitorView = {
  state: 'unknown',
  lastState: null,
  since: null,
  run: null,
  components: [],
  message: '',
};

export function newSubject(at: number): SubjectState {
  return {
    view: UNSEEN,
    dark: true,
    darkSince: at,
    lastResultAt: null,
    lastTrustedAt: null,
    badSince: null,
    raw: '',
    lastChangeAt: at,
    flapping: { ratio: false, incidents: false },
    certificateUntil: null,
    fileWrittenAt: null,
    noData: { countedMs: 0, runningSince: at },
    waitAfter: new Map(),
    closed: false,
    timeline: [],
    latency: noSamples(),
    restarts: noSamples(),
  };
}

export interface GroupState {
  /** Keys of alerts that wait to be said. */
  waiting: string[];
  dueAt: number | null;
  /** The group's last notification; null before the first. */
  lastAt: number | null;
}

/** A notification that was sent and whose end has not been told. */
export interface OpenPopup {
  id: string;
  group: string;
  /** Keys of the alerts that it showed. */
  alerts: string[];
  /** Keys of alerts that it did not show and whose end it waits for all the same. */
  also: string[];
  /** What it showed, in the words of that moment. */
  spoken: SpokenAlert[];
  subjects: string[];
  severity: Severity;
  saidAt: number;
  /** When alerts of a severity were said again last: each severity has a time of its own to be repeated. */
  saidAgain?: Partial<Record<Severity, number>>;
  thawedAt: number;
  /** When the recovery is due; null while something it showed still fires. */
  overDueAt: number | null;
  /** Shown while nobody was there, and not clicked since. */
  unseen: boolean;
}

/** Alerts that wait for the end of quiet hours or of an absence. */
export interface HeldBack {
  alerts: string[];
  /** Subjects of popups that were over meanwhile. */
  over: string[];
  dueAt: number | null;
}

export interface RateState {
  times: number[];
  lastCriticalAt: number | null;
  summaryAt: number | null;
  /** What was not shown since the last summary. */
  backlog: { subjects: string[]; rules: string[]; severity: Severity; over: number } | null;
  /** Critical alerts that wait for their turn, by their keys. */
  queue: { alerts: string[] };
}

export interface ChannelState {
  groups: Map<string, GroupState>;
  popups: OpenPopup[];
  quiet: HeldBack;
  away: HeldBack;
  rate: RateState;
  /** Last notification about new error groups, by subject. */
  errorGroupsAt: Map<string, number>;
  /** How many new error groups of each alert have been told of. */
  groupsTold: Map<string, number>;
  /** Old error groups that are told of in one digest: titles by source. */
  old: { titles: string[]; sources: string[]; count: number; dueAt: number | null };
}

export interface IncidentState {
  id: string;
  subject: string;
  severity: Severity;
  startedAt: number;
  endedAt: number | null;
  rules: string[];
  /** Something that holds an incident open has fired in it. */
  holding: boolean;
  ack: { at: number; by: string; text: string; severity: Severity; failing: string[] } | null;
}

/** A span of time, open while `to` is null. */
export interface Span {
  from: number;
  to: number | null;
}

export interface SourceState {
  reads: SourceSight;
  /** When something of the source was being read, and when all of it was; oldest first, the last one may be open. */
  read: Span[];
  whole: Span[];
  /** Counts and field values by condition. */
  windows: Map<string, Samples>;
  /** By condition: the last occurrence of a group that is new. */
  groupAt: Map<string, number>;
  /** By condition: fingerprints whose further occurrences keep it true. */
  active: Map<string, string[]>;
  /** By rule: the newest titles of its new error groups, and how many there were in all while it fires. */
  titles: Map<string, { newest: string[]; count: number }>;
}

export interface CoreState {
  at: number;
  /** Wall clock minus the core's own time. */
  clockOffset: number;
  sequence: number;
  /** Part of every id: the same in no two runs, so that no id comes twice, whatever is lost or restored. */
  run: string;
  /** The `when` of each rule as JSON: a changed one starts afresh. */
  whens: Map<string, string>;
  subjects: Map<string, SubjectState>;
  sources: Map<string, SourceState>;
  /** By `rule\nsubject`; what never left inactive is not here. */
  alerts: Map<string, AlertRecord>;
  /** When time alone may change an alert, by the same keys. */
  dues: Map<string, number>;
  /** When time alone may change anything else, as of the last call. */
  settleDue: number | null;
  channels: Map<string, ChannelState>;
  silences: Silence[];
  /** Since when each cause of blindness lasts; zones as `zone\nID`. */
  blind: Map<string, number>;
  /** Channels that were told that the machine is offline. */
  offlineTold: string[];
  presence: { idleSince: number | null; locked: boolean };
  /** Times at which incidents of a subject opened, within the last hour. */
  openings: Map<string, number[]>;
  /** The open or last incident of each subject. */
  incidents: Map<string, IncidentState>;
}

export function newState(at: number): CoreState {
  return {
    at,
    clockOffset: 0,
    sequence: 0,
    run: '',
    whens: new Map(),
    subjects: new Map(),
    sources: new Map(),
    alerts: new Map(),
    dues: new Map(),
    settleDue: null,
    channels: new Map(),
    silences: [],
    blind: new Map(),
    offlineTold: [],
    presence: { idleSince: null, locked: false },
    openings: new Map(),
    incidents: new Map(),
  };
}

export function newChannel(): ChannelState {
  return {
    groups: new Map(),
    popups: [],
    quiet: { alerts: [], over: [], dueAt: null },
    away: { alerts: [], over: [], dueAt: null },
    rate: {
      times: [],
      lastCriticalAt: null,
      summaryAt: null,
      backlog: null,
      queue: { alerts: [] },
    },
    errorGroupsAt: new Map(),
    groupsTold: new Map(),
    old: { titles: [], sources: [], count: 0, dueAt: null },
  };
}

export const alertKey = (rule: string, subject: string): string => `${rule}\n${subject}`;

/** The state that is known, or was last. */
export function lastKnown(view: MonitorView): State | TrustworthyState {
  return view.state === 'unknown' ? (view.lastState ?? 'unknown') : view.state;
}
