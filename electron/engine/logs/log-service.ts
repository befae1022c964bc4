import type { Config, LogSourceConfig } from '../../../shared/config/model.ts';
import type { EventName, EventPayload } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { LogSource } from '../../../shared/contract/log-schemas.ts';
import type { Logger } from '../ports.ts';
import type { LogHandlers } from './log-handlers.ts';
import { createLogsClient } from './logs-client.ts';
import { parseSearch } from './queries/search-text.ts';
import type { LogsNews, LogsSetup, SourceReport } from './logs-messages.ts';

export interface LogServiceOptions {
  /** The entry of the log thread. */
  worker: URL | string;
  dataDir: string;
  logger: Logger;
  /** IANA zone of times that state none. */
  zone: string;
  tell: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** Why logs cannot be kept; null once they can. */
  onProblem: (reason: string | null) => void;
}

/** Reading logs, as the engine sees it: what happens in the log thread, told in the words of the contract. */
export interface LogService {
  /** Reads what the configuration names from now on; what did not change goes on undisturbed. */
  apply(config: Config): void;
  handlers: Pick<
    LogHandlers,
    'logSources' | 'setErrorGroups' | 'mergeErrorGroups' | 'splitErrorGroup' | 'purgeLogs'
  >;
  /** Stores what was read and ends. */
  stop(): Promise<void>;
}

export function createLogService(options: LogServiceOptions): LogService {
  const { tell, logger, zone } = options;
  let setup: LogsSetup | null = null;
  let stopping = false;

  const client = createLogsClient(options.worker, options.dataDir, {
    onNews: (name, payload) => hear[name](payload as never),
    onRestart(reason) {
      logger.error('the log thread died and was started again', { error: reason.message });
      configure();
    },
  });
  client.call('status', null).then(() => options.onProblem(null), failed);

  const hear: { [N in keyof LogsNews]: (payload: LogsNews[N]) => void } = {
    logs: (payload) => tell('logs', payload),
    sources(reports) {
      if (reports.some(({ state }) => state === 'ok')) options.onProblem(null);
      tell('logSources', { sources: reports.flatMap(sourceOf) });
    },
    groups: (ids) => tell('errorGroups', { ids }),
  };

  function configure(): void {
    if (setup && !stopping) client.call('configure', setup).catch(failed);
  }

  function failed(error: Error): void {
    if (!stopping) options.onProblem(error.message);
  }

  function sourceOf({ id, state, reason, files, lastReadAt }: SourceReport): LogSource[] {
    const source = setup?.sources.find((each) => each.id === id);
    return source ? [{ ...described(source), state, reason, files, lastReadAt }] : [];
  }

  function known({ unknown }: { unknown: string | null }): Record<string, never> {
    if (unknown === null) return {};
    throw new ContractFailure('unknown-group', `There is no error group "${unknown}" of that kind.`);
  }

  return {
    apply({ logs, retention }) {
      const { logsMs, logBytes } = retention;
      setup = { sources: logs, retention: { logsMs, logBytes }, zone };
      configure();
    },
    handlers: {
      async logSources() {
        return { sources: (await client.call('sources', null)).flatMap(sourceOf) };
      },
      async setErrorGroups(input) {
        return { changed: await client.call('setErrorGroups', input) };
      },
      mergeErrorGroups: async (input) => known(await client.call('mergeErrorGroups', input)),
      splitErrorGroup: async (input) => known(await client.call('splitErrorGroup', input)),
      async purgeLogs(input) {
        // Refused here, since a thread answers with words alone.
        parseSearch(input.search);
        const { deleted } = await client.call('purge', input);
        // Not what was searched for: that may be the secret.
        logger.info('log records were deleted by hand', { deleted, sources: input.sources });
        return { deleted };
      },
    },
    async stop() {
      stopping = true;
      await client.close();
    },
  };
}

function described({ id, name, group, dir, monitors }: LogSourceConfig) {
  return { id, name, group, dir, monitors };
}
