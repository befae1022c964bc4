import type { ChannelConfig, ConfigProblem } from '../../shared/config/model.ts';
import type { EventName, EventPayload, Handlers } from '../../shared/contract/contract.ts';
import { ContractFailure } from '../../shared/contract/failure.ts';
import type { Mark, Status } from '../../shared/contract/schemas.ts';
import { markActivity } from './activity.ts';
import type { AlertHandlers } from './alerts/alert-handlers.ts';
import { pauseLine } from './audit.ts';
import { addHttpMonitor } from './config/edit/add-http-monitor.ts';
import { addLogSource } from './config/edit/add-log-source.ts';
import { logDirectory } from './config/edit/log-directory.ts';
import type { HistoryWriter } from './history/writer.ts';
import type { LogHandlers } from './logs/log-handlers.ts';
import type { MonitorService } from './monitors/monitor-service.ts';
import type { AttemptDeps } from './notify/attempt.ts';
import { testChannel } from './notify/test-channel.ts';
import type { EngineOptions, EnginePorts } from './engine-ports.ts';
import type { Reader } from './storage/reader-client.ts';

interface HandlerDeps extends EnginePorts {
  options: EngineOptions;
  attempts: AttemptDeps;
  monitors: MonitorService;
  reader: Reader;
  history: HistoryWriter;
  logs: LogHandlers;
  alerts: AlertHandlers;
  /** Writes down what somebody did. */
  audit: (action: string, text: string) => void;
  status: () => Status;
  tell: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  reload: () => Promise<unknown>;
  channels: () => readonly ChannelConfig[];
}

/** The engine's side of the contract: one handler for each entry. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { clock, monitors, reader, history, options } = deps;

  function known<Ids extends readonly string[] | null>(ids: Ids): Ids {
    const unknown = ids?.find((id) => monitors.status(id) === null);
    if (unknown === undefined) return ids;
    throw new ContractFailure('unknown-monitor', `There is no monitor "${unknown}".`);
  }

  return {
    ...deps.alerts,
    ...deps.logs,
    status: () => deps.status(),
    overview: ({ hours, cells }) => {
      const to = clock.now();
      const ids = monitors.statuses().map(({ id }) => id);
      return reader.query('overview', { monitorIds: ids, from: to - hours * 3_600_000, to, cells });
    },
    trend: (input) => reader.query('trend', { ...input, now: clock.now() }),
    results: (input) => reader.query('results', input),
    uptime: (input) => reader.query('uptime', { ...input, now: clock.now() }),
    activity: (input) => reader.query('activity', input),
    notifications: (input) => reader.query('notifications', input),

    checkNow: ({ monitorIds }) => ({ started: monitors.checkNow(known(monitorIds)) }),
    pause({ monitorIds, forMs }) {
      const until = forMs === null ? null : clock.now() + forMs;
      monitors.pause(known(monitorIds), until);
      deps.audit('pause', pauseLine(monitorIds, until));
      return {};
    },
    resume({ monitorIds }) {
      monitors.resume(known(monitorIds));
      deps.audit('resume', pauseLine(monitorIds, 'resumed'));
      return {};
    },
    mark({ text }) {
      const mark: Mark = { at: clock.now(), text, kind: 'mark', monitorId: null };
      history.recordMark(mark);
      deps.tell('activity', markActivity(mark));
      return { at: mark.at };
    },
    notifyTest: ({ channelId }) => testChannel(channelId, deps),
    async addEndpoint(endpoint) {
      const added = await addHttpMonitor(options.ownConfigFile, endpoint, deps);
      if (!added.ok) throw leftAsItIs(added.problems);
      if (!options.demo) await deps.reload();
      return { file: added.file, monitorId: added.monitorId };
    },
    async addLogDirectory({ name, dir }) {
      const directory = logDirectory(dir, deps.env);
      if (!directory.ok) throw new ContractFailure('invalid-directory', directory.message);
      const added = await addLogSource(options.ownConfigFile, { name, dir: directory.dir }, deps);
      if (!added.ok) throw leftAsItIs(added.problems);
      if (!options.demo) await deps.reload();
      return { file: added.file, sourceId: added.sourceId };
    },
    showWindow: ({ path }) => ({ url: deps.showWindow(path) }),
    replayDemo() {
      if (!options.demo) throw new ContractFailure('not-available', 'The demo is not running.');
      options.demo.replay();
      return {};
    },
  };
}

/** Why nothing was added to the configuration: its first problem, with its place. */
function leftAsItIs([first]: readonly ConfigProblem[]): ContractFailure {
  const place = first ? `${first.file}:${first.line}:${first.column} ${first.path}: ${first.message}` : '';
  return new ContractFailure('invalid-config', `The configuration was left as it is. ${place}`.trim());
}
