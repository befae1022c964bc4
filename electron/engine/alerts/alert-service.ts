import type { Config } from '../../../shared/config/model.ts';
import type { Digest } from '../../../shared/contract/alert-schemas.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import type { Cancel, Presence } from '../ports.ts';
import type { AlertService, AlertServiceDeps } from './alert-service-port.ts';
import type { AwayMemory } from './alert-store.ts';
import { Away } from './away.ts';
import type { AlertCore } from './core/core.ts';
import type { CoreNotification, Effects } from './core/effects.ts';
import type { CoreConfig } from './core/facts.ts';
import type { CoreInput } from './core/inputs.ts';
import { loadState } from './core/save.ts';
import { CoreRun } from './core-run.ts';
import { Decisions } from './decisions.ts';
import { digestCard } from './digest-card.ts';
import { PopupEvidence } from './evidence/popup-evidence.ts';
import { coreConfig } from './facts-of-config.ts';
import { fillWindows } from './fill-windows.ts';
import { deliveryRows, outgoing, type Surroundings } from './outgoing.ts';
import { presentState } from './present.ts';
import { LISTED_AFTER_MS, SilenceList } from './silence-list.ts';
import {
  logInput,
  networkInput,
  pastInCoreTime,
  pauseInput,
  sightingInputs,
  sourceInput,
} from './sighting.ts';
import { takeOver } from './take-over.ts';

/** So much of a random id tells runs apart. */
const RUN_LENGTH = 8;
/** A host that knows who is there tells so often enough for this. */
const ASKED_WITHIN_MS = 90_000;

export function createAlertService(deps: AlertServiceDeps): AlertService {
  const { clock, store } = deps;
  let config: Config | null = null;
  let present: CoreConfig | null = null;
  /** `start` was called, and waits for a configuration. */
  let awaiting = false;
  let toldCard: Digest | null = null;
  let cancelAsking: Cancel = () => {};
  /** What is read of each log source, as it was told last. */
  let sources: readonly CoreInput[] = [];
  const silences = new SilenceList();
  const away = new Away();
  const run = new CoreRun({ ...deps, afterStep: heldSilences, onEffects: absorb });
  const evidence = new PopupEvidence({ ...deps, onAll: () => decisions.commit() });
  const decisions = new Decisions({
    clock,
    store,
    run,
    isIncomplete: () => evidence.waiting,
    message: (said, core) => outgoing(said, surroundings(core)),
    beside: (said, queued) => ({ away: takeNote(said, queued), evidence: deps.dueEvidence() }),
    onWritten: handOver,
  });

  function heldSilences() {
    return silences.inputs(run.time, clock.now());
  }

  function absorb(effects: Effects): void {
    const { time } = run;
    if (effects.checkNow.length > 0) deps.checkNow([...new Set(effects.checkNow)]);
    for (const { text } of effects.marks) deps.mark(text);
    for (const incident of effects.incidents)
      deps.onIncident({ ...incident, startedAt: time.toWall(incident.startedAt) });
    for (const said of effects.notifications) evidence.lookFor(said, time.toWall(said.at));
    decisions.add(effects);
  }

  /** A digest is also a card in the window, which is remembered with it. */
  function takeNote(said: readonly CoreNotification[], queued: readonly OutgoingNotification[]): AwayMemory {
    for (const [index, notification] of said.entries()) {
      const card = cardOf(notification, queued[index]?.title ?? '');
      if (card) away.show(card);
    }
    return away.memory;
  }

  function handOver(queued: readonly OutgoingNotification[]): void {
    for (const notification of queued) deps.dispatch(notification);
    tellCard();
    deps.changed();
  }

  function tellCard(): void {
    if (away.card === toldCard) return;
    toldCard = away.card;
    deps.digest(toldCard);
  }

  function cardOf(said: CoreNotification, title: string): Digest | null {
    const { core, time } = run;
    const channel = config?.notify.channels.find(({ id }) => id === said.channel);
    if (!core || channel?.kind !== 'desktop') return null;
    return digestCard(said, {
      title,
      at: time.toWall(said.at),
      from: away.from,
      name: (subject) => core.settings.subjects.get(subject)?.name ?? subject,
      rule: (id) => core.settings.byId.get(id)?.rule ?? null,
      toWall: (at) => time.toWall(at),
    });
  }

  function surroundings(core: AlertCore): Surroundings {
    const { time } = run;
    return { ...deps, core, config, time, at: clock.now(), found: (id) => evidence.take(id) };
  }

  function begin(facts: CoreConfig): void {
    const json = store.loadCore();
    const saved = json === null ? null : loadState(json);
    const core = run.begin(facts, saved, deps.newId().slice(0, RUN_LENGTH));
    silences.load(store.loadSilences(clock.now() - LISTED_AFTER_MS));
    const absent = store.loadAway();
    if (absent) away.restore(absent);
    tellCard();
    deps.resumeEvidence(store.loadDueEvidence());
    // A host that cannot tell never does, and then nobody is away.
    cancelAsking = clock.setTimeout(() => {
      if (away.isUncertain) look({ idleMs: 0, locked: false });
    }, ASKED_WITHIN_MS);
    takeOver(run, facts, saved, { ...deps, silences: heldSilences });
    run.take(sources);
    void fillWindows(core, {
      ...deps,
      isRunning: () => run.runs,
      take: (monitor, past) => run.take([{ type: 'past', monitor, past: pastInCoreTime(past, run.time) }]),
    });
  }

  function look(presence: Presence): void {
    const changed = away.look(presence, config?.notify.away?.idleMs ?? Infinity, clock.now());
    if (!changed) return;
    const idleSince = changed.idleSince === null ? null : run.time.fromWall(changed.idleSince);
    run.take([{ type: 'presence', idleSince, locked: presence.locked }]);
    decisions.remember();
  }

  return {
    configure(next) {
      config = next;
      present = coreConfig(next, deps);
      if (run.runs) run.configure(present);
      // The first valid configuration may come after the start.
      else if (awaiting) begin(present);
    },

    start() {
      awaiting = true;
      if (present) begin(present);
    },

    sighting(sighting) {
      const status = deps.status(sighting.monitorId);
      if (status) run.take(sightingInputs(sighting, status, run.time));
    },

    logSources(next) {
      sources = next.map(sourceInput);
      run.take(sources);
    },

    logs(matches, cursor) {
      if (!run.runs) return false;
      decisions.moveCursor(cursor);
      run.take(matches.map((match) => logInput(match, run.time)));
      return true;
    },

    addEvents(events) {
      if (events.length === 0) return;
      decisions.addEvents(events.map((event) => ({ ...event, at: run.time.fromWall(event.at) })));
    },

    network: (change) => run.take([networkInput(change)]),
    sleep: ({ at, asleep }) => run.takeSince(at, [{ type: 'blind', cause: 'asleep', on: asleep }]),
    stall({ from }) {
      run.takeSince(from, [{ type: 'blind', cause: 'stalled', on: true }]);
      run.take([{ type: 'blind', cause: 'stalled', on: false }]);
    },
    paused: (change) => run.take([pauseInput(change)]),

    presence: look,

    present() {
      const { core, time, runs } = run;
      return core && runs && config ? { core, time, config, silences } : null;
    },

    act(inputs, { writes = [], events = [] }) {
      for (const write of writes) silences.take(write);
      decisions.addByHand(writes);
      run.take(inputs);
      decisions.addEvents(events);
      return decisions.written();
    },

    digest: () => away.card,
    async dismissDigest() {
      if (!away.card) return;
      away.show(null);
      await decisions.written();
    },

    instead: (old) => (run.core ? presentState(old, surroundings(run.core), deps.newId()) : null),

    settled({ notification, outcome, detail }) {
      const decision = outcome === 'failed' || outcome === 'dropped' ? outcome : 'delivered';
      decisions.settle(notification.id, deliveryRows(notification, run.time.look().at, decision, detail));
    },

    stop() {
      cancelAsking();
      evidence.stop();
      decisions.stop();
      run.stop();
    },
  };
}
