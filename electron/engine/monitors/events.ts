import type { CheckResult, Component } from '../../../shared/domain/check-result.ts';
import type { UnknownReason } from '../../../shared/domain/monitor-status.ts';
import type { State } from '../../../shared/domain/state.ts';
import type { ComponentTransition } from './component-confirmation.ts';

/** A confirmed change of a monitor's state. Times are epoch milliseconds. */
export interface StateChange {
  monitorId: string;
  /** When it was decided. */
  at: number;
  from: State;
  to: State;
  /** Start of the first result of the run that led to `to`; for unknown, when sight was lost. */
  since: number;
  message: string;
  /** Confirmed component states at that moment. */
  components: Component[];
  /** Why, where `to` is unknown. */
  reason: UnknownReason | null;
}

/** A confirmed change of one component of a monitor. */
export interface ComponentChange extends ComponentTransition {
  monitorId: string;
  at: number;
}

/** What a health body tells about the process behind it. */
export interface ServiceEvent {
  kind: 'restart' | 'version';
  monitorId: string;
  /** Start of the check that saw it. */
  at: number;
  /** For people: `restarted`, `version 1.4.2 → 1.5.0`. */
  text: string;
}

/** The network, or one of its zones, went or came back. */
export interface NetworkChange {
  at: number;
  /** Null for the network as a whole. */
  zone: string | null;
  offline: boolean;
  /** For people. */
  reason: string;
}

/** A monitor was paused, or watching it was resumed. */
export interface PauseChange {
  monitorId: string;
  at: number;
  /** Null: resumed. `until` null: until somebody resumes it. */
  paused: { since: number; until: number | null } | null;
  /** `timer`: the pause came to its end. */
  by: 'request' | 'timer';
}

/** What was learnt of a monitor; its memory holds all that follows from it. */
export interface Sighting {
  monitorId: string;
  /** Null where sight of it was lost. */
  result: CheckResult | null;
  /** The body showed that the service was restarted. */
  restarted: boolean;
}

/** The event loop stood still, or the wall clock was set back: nothing ran from here until now. */
export interface Stall {
  from: number;
}

/** The machine went to sleep, as far as checks are concerned, or is awake with a network that works. */
export interface SleepChange {
  /** From when on nothing can be trusted, or can again. */
  at: number;
  asleep: boolean;
}
