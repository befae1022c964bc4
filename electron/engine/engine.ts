import type { Config, ConfigProblem, MonitorConfig } from '../../shared/config/model.ts';
import type { EventName, EventPayload, Handlers } from '../../shared/contract/contract.ts';
import type { Instance, Mark, Status } from '../../shared/contract/schemas.ts';
import { longDuration, pointInTime } from '../../shared/domain/time-text.ts';
import { markActivity } from './activity.ts';
import { createAlertHandlers } from './alerts/alert-handlers.ts';
import { createAlertService } from './alerts/alert-service.ts';
import { createEvidence } from './alerts/evidence/evidence.ts';
import { createLogFeed } from './alerts/logs/log-feed.ts';
import { auditedLogs, configChanges } from './audit.ts';
import { coalesce } from './coalesce.ts';
import { createLiveConfig, type ConfigState } from './config/live-config.ts';
import { dependencyFile } from './config/edit/edit-dependency.ts';
import { ruleFile } from './config/edit/edit-rule.ts';
import { placeOfRule } from './config/rule-places.ts';
import { createMask } from './config/mask.ts';
import { createHandlers } from './engine-handlers.ts';
import { openHistoryWriter } from './history/writer.ts';
import { createLogHandlers } from './logs/log-handlers.ts';
import { createLogService } from './logs/log-service.ts';
import { createChecks } from './monitors/checks/registry.ts';
import { isLoopbackHost } from './monitors/loopback.ts';
import { parseMemory, type MonitorMemory } from './monitors/memory.ts';
import { createMonitorService } from './monitors/monitor-service.ts';
import { compareFacts } from './monitors/compare-facts.ts';
import { Notices } from './notices.ts';
import { createDeadman } from './notify/deadman.ts';
import type { AttemptDeps } from './notify/attempt.ts';
import type { DeliveryOutcome } from './notify/delivery-outcome.ts';
import { createDispatcher } from './notify/dispatcher.ts';
import { deliveryNotices } from './notify/delivery-notices.ts';
import { recordOf } from './notify/record-of.ts';
import type { EngineOptions, EnginePorts } from './engine-ports.ts';
import type { Cancel } from './ports.ts';
import { watchPresence } from './presence.ts';
import { gatherFigures } from './reports/gather.ts';
import { createReports } from './reports/report-service.ts';
import { record } from './recorder.ts';
import { startRetention } from './history/retention.ts';
import { createLogReader, createReader } from './storage/reader-client.ts';
import { refuseNewerDatabases } from './storage/refuse-newer.ts';

/** Whoever looks is told of alerts four times a second at most. */
const ALERTS_TOLD_AFTER_MS = 250;
/** What is looked through for evidence of a failure. */
const EVIDENCE_RECORDS = 20;
const EVIDENCE_CHANGES = 50;

type Listener = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** Watches what the configuration names. Plain Node: no Electron, no window, no command line. */
export interface Engine {
  handlers: Handlers;
  /** Told every event of the contract. */
  subscribe(listener: Listener): Cancel;
  /**
   * Loads the configuration and begins to watch. An invalid configuration is part of the answer: the engine then
   * waits for it to be mended.
   */
  start(): Promise<ConfigState>;
  /** While the demo is watched: what is wrong with the user's own configuration, which waits to take over. */
  tellOwnProblems(problems: readonly ConfigProblem[]): void;
  /** Whether the engine and its databases work, and if not, why. */
  ready(): { ready: boolean; reason: string };
  /** Writes down what is known and ends. */
  stop(): Promise<void>;
}

/** @throws StorageError when the history cannot be opened */
export function createEngine(ports: EnginePorts, options: EngineOptions): Engine {
  const { clock, logger } = ports;
  const { dataDir } = options;
  const startedAt = clock.now();
  const listeners = new Set<Listener>();
  let toldInstance = '';
  let mask = createMask([]);
  let watched: Config | null = null;
  let ownProblems: readonly ConfigProblem[] = [];

  const tell: Listener = (name, payload) => listeners.forEach((listener) => listener(name, payload));
  const notices = new Notices(clock, tellInstance);
  refuseNewerDatabases(dataDir);
  const history = openHistoryWriter(dataDir, {
    clock,
    logger,
    onProblem: (problem) => {
      if (problem) notices.set('history', 'warning', `The history is not written: ${problem.message}`);
      else notices.clear('history');
    },
  });
  const reader = createReader(ports.workers.reader, dataDir);
  const logReader = createLogReader(ports.workers.reader, dataDir);
  const logs = createLogService({
    worker: ports.workers.logs,
    dataDir,
    logger,
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    tell,
    onSources: (sources) => alerts.logSources(sources),
    onRead: () => feed.wake(),
    onProblem(reason) {
      if (reason) notices.set('logs', 'warning', `Logs cannot be kept: ${reason}`);
      else notices.clear('logs');
    },
  });
  const retention = startRetention(history, { clock, logger });

  const live = createLiveConfig(options.configFile, {
    env: ports.env,
    secrets: ports.secrets,
    clock,
    onChange: applyConfig,
  });
  const checks = createChecks();
  const isLocal = (monitor: MonitorConfig): boolean => {
    const host = checks.host(monitor);
    return host === null || isLoopbackHost(host);
  };
  const monitors = createMonitorService({
    clock,
    logger,
    signals: ports.signals,
    network: ports.network,
    checks,
    compareFacts,
    isLoopbackHost,
    mask: (text) => mask(text),
  });
  const told = deliveryNotices(notices);
  const attempts: AttemptDeps = {
    notifiers: ports.notifiers,
    clock,
    mask: (text) => mask(text),
    status: (id) => monitors.status(id),
    card: told.card,
  };
  const dispatcher = createDispatcher({
    ...attempts,
    random: ports.random,
    outbox: history.outbox,
    present: (old) => alerts.instead(old),
    onSettled: settled,
    onChannelProblem: told.channelProblem,
  });
  const deadman = createDeadman({
    clock,
    send: ports.send,
    isWell: () => history.problem() === null,
    mask: (text) => mask(text),
    onResult: told.signOfLife,
  });
  const reports = createReports({
    clock,
    logger,
    store: history.reports,
    gather: (span, config) => gatherFigures(span, config, { reader, logReader }),
    dispatch: (notification) => dispatcher.dispatch(notification),
    zone: options.zone,
    titlePrefix: options.demo ? 'DEMO · ' : '',
  });
  const alertNews = coalesce(clock, ALERTS_TOLD_AFTER_MS, () => tell('alerts', { at: clock.now() }));
  const alerts = createAlertService({
    clock,
    store: history.alerts,
    status: (id) => monitors.status(id),
    dispatch: (notification) => dispatcher.dispatch(notification),
    noticeGaps: () => monitors.noticeGaps(),
    checkNow: (ids) => void monitors.checkNow(ids),
    isLocal,
    evidence: (subject, at) => evidence.around(subject, at),
    onIncident: (incident) => evidence.follow(incident),
    dueEvidence: () => evidence.due(),
    resumeEvidence: (due) => evidence.resume(due),
    logger,
    recall: (monitorId, from, rawFrom, to) => reader.query('recall', { monitorId, from, rawFrom, to }),
    mark(text) {
      const mark: Mark = { at: clock.now(), text, kind: 'mark', monitorId: null };
      history.recordMark(mark);
      tell('activity', markActivity(mark));
    },
    changed: () => alertNews.add('alerts'),
    digest: (digest) => tell('digest', { digest }),
    newId: ports.newId,
    zone: options.zone,
    titlePrefix: options.demo ? 'DEMO · ' : '',
    words: {
      clockTime: (at) => pointInTime(at, clock.now(), options.locale),
      duration: (ms) => longDuration(ms, 'en'),
    },
  });

  const feed = createLogFeed({
    clock,
    logger,
    cursor: () => history.alerts.loadLogCursor(),
    read: (input) => logReader.query('logMatches', { ...input, settings: logs.settings() }),
    take: (matches, cursor) => alerts.logs(matches, cursor),
  });
  const evidence = createEvidence({
    clock,
    logger,
    failedAt(id) {
      const status = monitors.status(id);
      return status?.state === 'degraded' || status?.state === 'unhealthy' ? status.since : null;
    },
    logs: (monitorId, at) =>
      logReader.query('logEvidence', {
        at,
        limit: EVIDENCE_RECORDS,
        sources: logs.monitorSources(monitorId),
        settings: logs.settings(),
      }),
    happened: async (monitorId, from, to) =>
      (await reader.query('activity', { monitorId, limit: EVIDENCE_CHANGES, from, to })).entries,
    clockTime: (at) => pointInTime(at, clock.now(), options.locale),
    tell: (events) => alerts.addEvents(events),
  });

  /** A memory that another version wrote in another shape is as good as none. */
  function savedMemories(): Map<string, MonitorMemory> {
    const memories = new Map<string, MonitorMemory>();
    for (const [id, json] of history.loadMemories()) {
      const memory = parseMemory(JSON.parse(json));
      if (memory) memories.set(id, memory);
    }
    return memories;
  }

  function instance(): Instance {
    const { config, problems } = live.state();
    return {
      version: options.version,
      startedAt,
      environment: config?.environment ?? 'production',
      configFile: options.demo ? null : options.configFile,
      dataDir,
      demo: options.demo !== null,
      paused: pausedAsAWhole(),
      offline: monitors.offline(),
      away: presence.away(),
      configProblems: [...problems, ...ownProblems],
      configInvalid: config === null,
      notices: notices.list(),
    };
  }

  /** All that could be watched is paused: since the last of it was, until the first of it goes on. */
  function pausedAsAWhole(): Instance['paused'] {
    const enabled = monitors.statuses().filter((monitor) => monitor.enabled);
    const pauses = enabled.flatMap(({ paused }) => (paused ? [paused] : []));
    if (pauses.length === 0 || pauses.length < enabled.length) return null;
    const ends = pauses.flatMap(({ until }) => (until === null ? [] : [until]));
    return {
      since: Math.max(...pauses.map(({ since }) => since)),
      until: ends.length === 0 ? null : Math.min(...ends),
    };
  }

  function tellInstance() {
    const present = instance();
    const json = JSON.stringify(present);
    if (json === toldInstance) return;
    toldInstance = json;
    tell('instance', present);
  }

  function status(): Status {
    return { at: clock.now(), instance: instance(), monitors: monitors.statuses() };
  }

  function applyConfig({ config }: ConfigState) {
    if (config) watch(config);
    tellInstance();
  }

  function audit(action: string, text: string): void {
    history.recordAudit({ at: clock.now(), by: options.user, action, text });
  }

  function watch(config: Config) {
    for (const change of watched ? configChanges(watched, config) : []) audit('configuration', change);
    watched = config;
    mask = createMask(config.secrets);
    // First, so that what alerts say of the new configuration finds its channels.
    dispatcher.configure(config.notify.channels);
    alerts.configure(config);
    deadman.configure(config.notify.deadman);
    reports.configure(config);
    retention.configure(config.retention);
    logs.apply(config);
    feed.configure(config.alerts);
    const before = new Set(monitors.statuses().map(({ id }) => id));
    monitors.apply(config);
    for (const { id } of config.monitors) before.delete(id);
    for (const id of before) history.forgetMemory(id);
  }

  function settled(outcome: DeliveryOutcome) {
    const { notification, detail } = outcome;
    const entry = recordOf(notification, {
      at: clock.now(),
      outcome: outcome.outcome === 'dropped' ? 'failed' : outcome.outcome,
      detail,
    });
    // Written in the same transaction as the decision, which comes next.
    history.recordNotification(entry, notification);
    alerts.settled(outcome);
    tell('notification', entry);
  }

  const presence = watchPresence(clock, ports.signals, tellInstance);
  const stopPresence = ports.signals.onPresence((presence) => alerts.presence(presence));
  const stopRecording = record({ clock, monitors, history, alerts, tell, tellInstance, holdsFor });

  function holdsFor(id: string): number {
    const monitor = live.state().config?.monitors.find((candidate) => candidate.id === id);
    return monitor ? 2 * monitor.intervalMs + monitor.timeoutMs : 0;
  }

  return {
    handlers: createHandlers({
      ...ports,
      options,
      attempts,
      monitors,
      reader,
      logs: auditedLogs(
        createLogHandlers({
          clock,
          reader: logReader,
          service: logs,
        }),
        audit,
      ),
      alerts: createAlertHandlers({
        clock,
        service: alerts,
        reader,
        logReader,
        user: options.user,
        newId: ports.newId,
        isLocal,
        placeOf: (rule) => placeOfRule(live.rulePlaces(), rule),
        rules: ruleFile(options.configFile, ports),
        isDemo: options.demo !== null,
        dependencies: dependencyFile(options.configFile, ports),
        reload: () => live.reload(),
        stateOf: (id) => monitors.status(id)?.state ?? null,
        clockTime: (at) => pointInTime(at, clock.now(), options.locale),
      }),
      history,
      audit,
      status,
      tell,
      reload: () => live.reload(),
      channels: () => live.state().config?.notify.channels ?? [],
    }),

    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    async start() {
      const state = await live.reload();
      monitors.start({ monitors: savedMemories(), canaries: history.loadCanaries() });
      alerts.start();
      feed.start();
      dispatcher.start();
      reports.start();
      return state;
    },

    tellOwnProblems(problems) {
      ownProblems = problems;
      tellInstance();
    },

    ready() {
      const problem = history.problem();
      if (problem) return { ready: false, reason: problem.message };
      if (live.state().config === null) return { ready: false, reason: 'the configuration is invalid' };
      return { ready: true, reason: '' };
    },

    async stop() {
      live.close();
      deadman.stop();
      reports.stop();
      feed.stop();
      // What evidence is still due is written down last.
      alerts.stop();
      evidence.stop();
      alertNews.stop();
      await dispatcher.stop();
      for (const notifier of Object.values(ports.notifiers)) notifier.stop?.();
      await monitors.stop();
      stopRecording();
      presence.stop();
      stopPresence();
      retention.stop();
      await Promise.all([reader.close(), logReader.close(), logs.stop()]);
      history.close();
    },
  };
}
