import type { Config, MonitorConfig } from '../../../shared/config/model.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { NetworkChange, PauseChange, Sighting, SleepChange } from '../monitors/events.ts';
import type { DeliveryOutcome } from '../notify/delivery-outcome.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import type { Cancel, Clock, Logger, Presence } from '../ports.ts';
import type { Digest } from '../../../shared/contract/alert-schemas.ts';
import type { AlertStore, HandWrite } from './alert-store.ts';
import { AlertCore } from './core/core.ts';
import { noEffects, type Effects, type IncidentChange, type IncidentEvent } from './core/effects.ts';
import type { CoreConfig } from './core/facts.ts';
import type { CoreInput, LogMatch, Recalled } from './core/inputs.ts';
import { loadState } from './core/save.ts';
import { CoreClock } from './core-clock.ts';
import { digestCard } from './digest-card.ts';
import { durableState, savedAlerts } from './durable.ts';
import { coreConfig } from './facts-of-config.ts';
import { fillWindows } from './fill-windows.ts';
import { PopupEvidence } from './evidence/popup-evidence.ts';
import type { LogCursor } from './logs/log-cursor.ts';
import { deliveryRows, outgoing, type Surroundings } from './outgoing.ts';
import { presentState } from './present.ts';
import { LISTED_AFTER_MS, SilenceList } from './silence-list.ts';
import { pastInCoreTime, seenResult, viewInCoreTime, viewOf } from './sighting.ts';

export interface AlertServiceDeps {
  clock: Clock;
  store: AlertStore;
  /** The present status of a monitor, or null when there is none by that id. */
  status(id: string): MonitorStatus | null;
  /** Hands a notification that the outbox holds to delivery. */
  dispatch(notification: OutgoingNotification): void;
  /** Checks these monitors at once: parents whose answer is waited for. */
  checkNow(ids: readonly string[]): void;
  /** Being offline says nothing about this monitor. */
  isLocal(monitor: MonitorConfig): boolean;
  /** Looks for evidence around the failure of a subject; null where there is nowhere to look. */
  evidence(subject: string, at: number): Promise<OutgoingNotification['evidence']> | null;
  /** An incident opened or changed. */
  onIncident(incident: IncidentChange): void;
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
  /** Judges log records; false where nothing is judged yet. The cursor is committed with what is decided. */
  logs(matches: readonly LogMatch[], cursor: LogCursor): boolean;
  /** Adds to the timelines of incidents; times are wall time. */
  addEvents(events: readonly IncidentEvent[]): void;
  network(change: NetworkChange): void;
  sleep(change: SleepChange): void;
  paused(change: PauseChange): void;
  presence(presence: Presence): void;
  /** For those who answer questions; null before the first valid configuration. */
  present(): PresentAlerts | null;
  /** Takes in what people did; resolves when it is written down, durably. Events in the core's time. */
  act(inputs: readonly CoreInput[], kept: { writes?: HandWrite[]; events?: IncidentEvent[] }): Promise<void>;
  digest(): Digest | null;
  dismissDigest(): void;
  /** What is to be said now in the place of a message that is too old; null: nothing. */
  instead(old: OutgoingNotification): OutgoingNotification | null;
  /** Told by delivery what became of a notification. */
  settled(outcome: DeliveryOutcome): void;
  stop(): void;
}

/** Decisions of so long are committed together: a storm is one write. */
const COMMIT_AFTER_MS = 20;
/** While anything fires, timers that run are written down so often: what came after that is unknown to a next run. */
const COMMIT_EVERY_MS = 60_000;
/** Log records that decided nothing are read again after a crash, if it comes within this time. */
const COMMIT_CURSOR_MS = 5_000;

/** So much of a random id tells runs apart. */
const RUN_LENGTH = 8;

export function createAlertService(deps: AlertServiceDeps): AlertService {
  const { clock, store } = deps;
  let time = new CoreClock(clock, 0);
  let core: AlertCore | null = null;
  let config: Config | null = null;
  let present: CoreConfig | null = null;
  let started = false;
  /** `start` was called, and waits for a configuration. */
  let awaiting = false;
  let away = false;
  let pending = noEffects();
  let settledIds: string[] = [];
  let byHand: HandWrite[] = [];
  /** Who waits for the next commit. */
  let onCommitted: (() => void)[] = [];
  const silences = new SilenceList();
  let card: Digest | null = null;
  /** Since when nobody is or was there, until a digest has told of it. */
  let awayFrom: number | null = null;
  /** How far log records were judged since the last commit. */
  let logCursor: LogCursor | null = null;
  let committedAt = -Infinity;
  let cancelTimer: Cancel = () => {};
  let cancelCommit: Cancel | null = null;
  let cancelCursor: Cancel | null = null;
  const evidence = new PopupEvidence({ ...deps, onAll: commit });

  function take(inputs: readonly CoreInput[]): void {
    if (!core || !started) return;
    const { at, back } = time.look();
    const set: CoreInput[] =
      back > 0 ? [{ type: 'clock', by: -back }, ...silences.inputs(time, clock.now())] : [];
    absorb(core.advance(at, [...set, ...inputs]));
  }

  function absorb(effects: Effects): void {
    if (effects.checkNow.length > 0) deps.checkNow([...new Set(effects.checkNow)]);
    for (const { text } of effects.marks) deps.mark(text);
    for (const incident of effects.incidents)
      deps.onIncident({ ...incident, startedAt: time.toWall(incident.startedAt) });
    for (const said of effects.notifications) evidence.lookFor(said, time.toWall(said.at));
    pending.ledger.push(...effects.ledger);
    pending.notifications.push(...effects.notifications);
    pending.events.push(...effects.events);
    for (const change of effects.acks) {
      byHand.push({ kind: 'ack', change: { ...change, at: time.toWall(change.at) } });
    }
    const changed = new Set(effects.incidents.map(({ id }) => id));
    pending.incidents = [...pending.incidents.filter(({ id }) => !changed.has(id)), ...effects.incidents];
    const stale = core !== null && core.state.alerts.size > 0 && clock.now() - committedAt > COMMIT_EVERY_MS;
    pending.dirty ||= effects.dirty || stale;
    if (pending.dirty) cancelCommit ??= clock.setTimeout(commit, COMMIT_AFTER_MS);
    schedule();
  }

  function commit(): void {
    cancelCommit?.();
    cancelCommit = null;
    const running = core;
    // What belongs to a popup is written with it; a decision waits for that.
    if (!running || evidence.waiting || !(pending.dirty || settledIds.length > 0)) return;
    const { ledger, notifications, incidents, events } = pending;
    const settled = settledIds;
    const written = byHand;
    pending = noEffects();
    settledIds = [];
    byHand = [];
    committedAt = clock.now();
    const judged = logCursor;
    logCursor = null;
    cancelCursor?.();
    cancelCursor = null;
    const around = surroundings(running);
    const queued = notifications.map((said) => outgoing(said, around));
    store.commit({
      memory: { core: durableState(running.state), alerts: savedAlerts(running.state) },
      ledger: ledger.map((row) => ({ ...row, at: time.toWall(row.at) })),
      incidents: incidents.map((one) => ({
        ...one,
        startedAt: time.toWall(one.startedAt),
        endedAt: one.endedAt === null ? null : time.toWall(one.endedAt),
      })),
      events: events.map((event) => ({ ...event, at: time.toWall(event.at) })),
      queued,
      settled,
      byHand: written,
      logCursor: judged,
    });
    const waiting = onCommitted;
    onCommitted = [];
    for (const resolve of waiting) resolve();
    for (const notification of queued) deps.dispatch(notification);
    for (const [index, said] of notifications.entries()) {
      const channel = config?.notify.channels.find(({ id }) => id === said.channel);
      const digest =
        channel?.kind === 'desktop' &&
        digestCard(said, {
          title: queued[index]?.title ?? '',
          at: time.toWall(said.at),
          from: awayFrom,
          name: (subject) => running.settings.subjects.get(subject)?.name ?? subject,
          rule: (id) => running.settings.byId.get(id)?.rule ?? null,
          toWall: (at) => time.toWall(at),
        });
      if (digest) showCard(digest);
    }
    deps.changed();
  }

  function surroundings(running: AlertCore): Surroundings {
    const found: Surroundings['found'] = (id) => evidence.take(id);
    return { ...deps, core: running, config, time, at: clock.now(), found };
  }

  function showCard(digest: Digest | null): void {
    card = digest;
    awayFrom = null;
    deps.digest(card);
  }

  function commitCursor(): void {
    cancelCursor = null;
    pending.dirty = true;
    commit();
  }

  function schedule(): void {
    cancelTimer();
    const due = core?.nextDue() ?? null;
    if (due === null || !started) return;
    const delay = Math.max(1, Math.ceil(time.toWall(due) - clock.now()));
    cancelTimer = clock.setTimeout(() => take([]), delay);
  }

  /** Incidents that are open in the history and that the core, which may have lost its state, does not hold open. */
  function orphans(known: AlertCore): CoreInput[] {
    return store.openIncidents().flatMap((incident): CoreInput[] => {
      const own = known.incident(incident.subject);
      if (own?.id === incident.id && own.endedAt === null) return [];
      const startedAt = time.fromWall(incident.startedAt);
      return [{ type: 'orphan', incident: { ...incident, startedAt } }];
    });
  }

  /** What monitors are like now is all that is known after a start; nothing of it is a new result. */
  function presentViews(): CoreInput[] {
    return (present?.monitors ?? []).flatMap(({ id }): CoreInput[] => {
      const status = deps.status(id);
      if (!status) return [];
      if (status.paused) return [{ type: 'close', subject: id, reason: 'paused' }];
      const view = viewOf(status);
      return [{ type: 'view', monitor: id, view, lost: true }];
    });
  }

  function begin(): void {
    const { at: now } = time.look();
    const json = store.loadCore();
    const saved = json === null ? null : loadState(json);
    if (saved) time = new CoreClock(clock, Math.max(-saved.clockOffset, saved.at - now, 0));
    const { at } = time.look();
    if (!present) return;
    core = new AlertCore(present, at, saved, deps.newId().slice(0, RUN_LENGTH));
    started = true;
    silences.load(store.loadSilences(clock.now() - LISTED_AFTER_MS));
    if (saved) {
      // From the last decision on nothing is known, until somebody has looked again.
      absorb(core.advance(saved.at, [{ type: 'blind', cause: 'down', on: true }]));
      absorb(core.advance(at, [...saved.blind.keys()].map(seesAgain)));
    }
    absorb(core.advance(at, [...silences.inputs(time, clock.now()), ...orphans(core)]));
    absorb(core.configure(present, at));
    take(presentViews());
    void fillWindows(core, {
      ...deps,
      isRunning: () => started,
      take: (monitor, past) => take([{ type: 'past', monitor, past: pastInCoreTime(past, time) }]),
    });
  }

  return {
    configure(next) {
      config = next;
      present = coreConfig(next, deps);
      if (!started || !core) {
        // The first valid configuration may come after the start.
        if (awaiting) begin();
        return;
      }
      absorb(core.configure(present, time.look().at));
    },

    start() {
      awaiting = true;
      if (present) begin();
    },

    sighting({ monitorId, result, restarted }) {
      const status = deps.status(monitorId);
      if (!status) return;
      const inputs: CoreInput[] = [];
      if (result) {
        const seen = seenResult(result, restarted, status.unknownReason);
        inputs.push({ type: 'result', monitor: monitorId, result: { ...seen, at: time.fromWall(seen.at) } });
      }
      inputs.push({
        type: 'view',
        monitor: monitorId,
        view: viewInCoreTime(viewOf(status), time),
        lost: result === null,
      });
      take(inputs);
    },

    logs(matches, cursor) {
      if (!core || !started) return false;
      logCursor = cursor;
      // Before the first cursor is written down, a crash would let what comes now pass unjudged.
      pending.dirty ||= cursor.store === null;
      cancelCursor ??= clock.setTimeout(commitCursor, COMMIT_CURSOR_MS);
      take(
        matches.map((match) => ({
          type: 'logs',
          match: { ...match, time: time.fromWall(match.time), readAt: time.fromWall(match.readAt) },
        })),
      );
      return true;
    },

    addEvents(events) {
      if (events.length === 0) return;
      const inCoreTime = events.map((event) => ({ ...event, at: time.fromWall(event.at) }));
      absorb({ ...noEffects(), events: inCoreTime, dirty: true });
    },

    network: ({ zone, offline }) =>
      take([
        zone === null
          ? { type: 'blind', cause: 'offline', on: offline }
          : { type: 'blind', cause: 'zone', zone, on: offline },
      ]),

    sleep: ({ asleep }) => take([{ type: 'blind', cause: 'asleep', on: asleep }]),

    paused({ monitorId, paused }) {
      take([
        paused
          ? { type: 'close', subject: monitorId, reason: 'paused' }
          : { type: 'open', subject: monitorId },
      ]);
    },

    presence({ idleMs, locked }) {
      const idle = idleMs >= (config?.notify.away?.idleMs ?? Infinity);
      if ((locked || idle) === away) return;
      away = locked || idle;
      if (away) awayFrom = clock.now() - (idle ? idleMs : 0);
      take([{ type: 'presence', idleSince: idle ? time.look().at - idleMs : null, locked }]);
    },

    present: () => (core && started && config ? { core, time, config, silences } : null),

    act(inputs, { writes = [], events = [] }) {
      for (const write of writes) silences.take(write);
      byHand.push(...writes);
      take(inputs);
      pending.events.push(...events);
      pending.dirty = true;
      return new Promise((resolve) => {
        onCommitted.push(resolve);
        commit();
      });
    },

    digest: () => card,
    dismissDigest() {
      if (card) showCard(null);
    },

    instead: (old) => (core ? presentState(old, surroundings(core), deps.newId()) : null),

    settled({ notification, outcome, detail }) {
      const decision = outcome === 'shown' ? 'delivered' : outcome;
      settledIds.push(notification.id);
      pending.ledger.push(...deliveryRows(notification, time.look().at, decision, detail));
      pending.dirty = true;
      commit();
    },

    stop() {
      cancelTimer();
      evidence.stop();
      pending.dirty ||= logCursor !== null;
      commit();
      started = false;
    },
  };
}

/** Whatever was in the way when the last run ended, this one finds out anew. */
function seesAgain(key: string): CoreInput {
  const [cause, zone] = key.split('\n');
  if (zone !== undefined) return { type: 'blind', cause: 'zone', zone, on: false };
  return { type: 'blind', cause: cause === 'offline' || cause === 'asleep' ? cause : 'down', on: false };
}
