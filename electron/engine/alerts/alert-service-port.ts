import type { Config, MonitorConfig } from '../../../shared/config/model.ts';
import type { Digest } from '../../../shared/contract/alert-schemas.ts';
import type { LogSource } from '../../../shared/contract/log-schemas.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { NetworkChange, PauseChange, Sighting, SleepChange, Stall } from '../monitors/events.ts';
import type { DeliveryOutcome } from '../notify/delivery-outcome.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import type { Clock, Logger, Presence } from '../ports.ts';
import type { AlertStore, HandWrite } from './alert-store.ts';
import type { AlertCore } from './core/core.ts';
import type { IncidentChange, IncidentEvent } from './core/effects.ts';
import type { CoreInput, LogMatch, Recalled } from './core/inputs.ts';
import type { CoreClock } from './core-clock.ts';
import type { DueEvidence } from './evidence/due-evidence.ts';
import type { LogCursor } from './logs/log-cursor.ts';
import type { SilenceList } from './silence-list.ts';

export interface AlertServiceDeps {
  clock: Clock;
  store: AlertStore;
  /** The present status of a monitor, or null when there is none by that id. */
  status(id: string): MonitorStatus | null;
  /** Hands a notification that the outbox holds to delivery. */
  dispatch(notification: OutgoingNotification): void;
  /** Tells of a sleep or a stall that nobody has noticed yet, by `sleep` and `stall`, before this returns. */
  noticeGaps(): void;
  /** Checks these monitors at once: parents whose answer is waited for. */
  checkNow(ids: readonly string[]): void;
  /** Being offline says nothing about this monitor. */
  isLocal(monitor: MonitorConfig): boolean;
  /** Looks for evidence around the failure of a subject; null where there is nowhere to look. */
  evidence(subject: string, at: number): Promise<OutgoingNotification['evidence']> | null;
  /** An incident opened or changed. */
  onIncident(incident: IncidentChange): void;
  /** Evidence that is still to be looked for; and what an earlier run did not come to. */
  dueEvidence(): DueEvidence[];
  resumeEvidence(due: readonly DueEvidence[]): void;
  /** What the history knows of a monitor from `from` on, singly from `rawFrom` on, up to `to`. */
  recall(monitorId: string, from: number, rawFrom: number, to: number): Promise<Recalled>;
  logger: Logger;
  /** What deserves no popup, only a mark. */
  mark(text: string): void;
  /** Alerts, incidents or what is known of them are other than before. */
  changed(): void;
  /** The card that waits for the user's return is another one, or none. */
  digest(digest: Digest | null): void;
  newId: () => string;
  /** The machine's time zone. */
  zone: string;
  /** Put before every title; empty for real monitors. */
  titlePrefix: string;
  /** Clock time and durations as people read them. */
  words: { clockTime: (at: number) => string; duration: (ms: number) => string };
}

/** Everything about alerts as it is now. */
export interface PresentAlerts {
  core: AlertCore;
  time: CoreClock;
  config: Config;
  silences: SilenceList;
}

/** The alert core among real clocks, monitors and a history: what is decided is committed, then handed over. */
export interface AlertService {
  configure(config: Config): void;
  /** Takes over what an earlier run left behind; `configure` comes first. */
  start(): void;
  sighting(sighting: Sighting): void;
  /** What of the log sources is read; before the first word nothing is known of them, and all counts as read. */
  logSources(sources: readonly Pick<LogSource, 'id' | 'state' | 'files'>[]): void;
  /** Judges log records; false where nothing is judged yet. The cursor is committed with what is decided. */
  logs(matches: readonly LogMatch[], cursor: LogCursor): boolean;
  /** Adds to the timelines of incidents; times are wall time. */
  addEvents(events: readonly IncidentEvent[]): void;
  network(change: NetworkChange): void;
  sleep(change: SleepChange): void;
  stall(stall: Stall): void;
  paused(change: PauseChange): void;
  presence(presence: Presence): void;
  /** For those who answer questions; null before the first valid configuration. */
  present(): PresentAlerts | null;
  /** Takes in what people did; resolves when it is written down, durably. Events in the core's time. */
  act(inputs: readonly CoreInput[], kept: { writes?: HandWrite[]; events?: IncidentEvent[] }): Promise<void>;
  digest(): Digest | null;
  /** Resolves when it is written down, durably. */
  dismissDigest(): Promise<void>;
  /** What is to be said now in the place of a message that is too old; null: nothing. */
  instead(old: OutgoingNotification): OutgoingNotification | null;
  /** Told by delivery what became of a notification. */
  settled(outcome: DeliveryOutcome): void;
  stop(): void;
}
