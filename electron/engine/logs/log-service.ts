import type { Config } from '../../../shared/config/model.ts';
import type { EventName, EventPayload } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { LogSource } from '../../../shared/contract/log-schemas.ts';
import type { Logger } from '../ports.ts';
import type { LogService } from './log-service-port.ts';
import { createLogsClient } from './logs-client.ts';
import type { LogsNews, LogsSetup, SourceReport } from './logs-messages.ts';

const NOT_YET: Omit<SourceReport, 'id'> = {
  state: 'unknown',
  reason: 'it was not looked at yet',
  files: 0,
  lastReadAt: null,
};

export interface LogServiceOptions {
  /** The entry of the log thread. */
  worker: URL | string;
  dataDir: string;
  logger: Logger;
  /** IANA zone of times that state none. */
  zone: string;
  tell: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** What is read of the sources has changed, or which there are. */
  onSources: (sources: readonly LogSource[]) => void;
  /** Records were stored. */
  onRead: () => void;
  /** Why logs cannot be kept; null once they can. */
  onProblem: (reason: string | null) => void;
}

/** Reading logs, as the engine sees it: what happens in the log thread, told in the words of the contract. */
export interface RunningLogService extends LogService {
  /** Reads what the configuration names from now on; what did not change goes on undisturbed. */
  apply(config: Pick<Config, 'logs' | 'retention'>): void;
  /** Stores what was read and ends. */
  stop(): Promise<void>;
}

export function createLogService(options: LogServiceOptions): RunningLogService {
  const { tell, logger, zone } = options;
  let setup: LogsSetup | null = null;
  let stopping = false;
  /** As the thread told last. */
  let reports: readonly SourceReport[] = [];

  const client = createLogsClient(options.worker, options.dataDir, {
    onNews: (name, payload) => hear[name](payload as never),
    onRestart(reason) {
      logger.error('the log thread died and was started again', { error: reason.message });
      reports = [];
      configure();
    },
  });
  client.call('status', null).then(() => options.onProblem(null), failed);

  const hear: { [N in keyof LogsNews]: (payload: LogsNews[N]) => void } = {
    logs(payload) {
      tell('logs', payload);
      options.onRead();
    },
    sources(told) {
      reports = told;
      if (reports.some(({ state }) => state === 'ok')) options.onProblem(null);
      tell('logSources', { sources: sources() });
      options.onSources(sources());
    },
    groups: (ids) => tell('errorGroups', { ids }),
  };

  function configure(): void {
    if (!setup || stopping) return;
    client.call('configure', setup).catch(failed);
    // Of one that is new nothing is known until it was looked at.
    options.onSources(sources());
  }

  function failed(error: Error): void {
    if (!stopping) options.onProblem(error.message);
  }

  function sources(): LogSource[] {
    return (setup?.sources ?? []).map(({ id, name, group, dir, monitors }) => {
      const report = reports.find((each) => each.id === id);
      const { state, reason, files, lastReadAt } = report ?? NOT_YET;
      return { id, name, group, dir, monitors, state, reason, files, lastReadAt };
    });
  }

  function known({ unknown }: { unknown: string | null }): void {
    if (unknown === null) return;
    throw new ContractFailure('unknown-group', `There is no error group "${unknown}" of that kind.`);
  }

  return {
    apply({ logs, retention }) {
      const { logsMs, logBytes } = retention;
      setup = { sources: logs, retention: { logsMs, logBytes }, zone };
      configure();
    },
    sources,
    settings: () => (setup?.sources ?? []).map(({ id, dir, pattern }) => ({ id, dir, pattern })),
    monitorSources: (monitorId) =>
      (setup?.sources ?? []).filter(({ monitors }) => monitors.includes(monitorId)).map(({ id }) => id),
    setErrorGroups: (ids, state) => client.call('setErrorGroups', { ids: [...ids], state }),
    merge: async (into, ids) => known(await client.call('mergeErrorGroups', { into, ids: [...ids] })),
    split: async (id) => known(await client.call('splitErrorGroup', { id })),
    async purge(search, from) {
      const { deleted } = await client.call('purge', { search, sources: from === null ? null : [...from] });
      // Not what was searched for: that may be the secret.
      logger.info('log records were deleted by hand', { deleted, sources: from });
      return deleted;
    },
    async stop() {
      stopping = true;
      await client.close();
    },
  };
}
