import type { Handlers } from '../../../shared/contract/contract.ts';
import type { logCommands, logRequests } from '../../../shared/contract/log-calls.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { Clock } from '../ports.ts';
import type { LogReader } from '../storage/reader-client.ts';
import type { LogService } from './log-service-port.ts';
import { parseSearch } from './queries/search-text.ts';

/** All but `addLogDirectory`, which changes the configuration. */
export type LogHandlers = Pick<
  Handlers,
  keyof typeof logRequests | Exclude<keyof typeof logCommands, 'addLogDirectory'>
>;

export interface LogHandlerDeps {
  clock: Pick<Clock, 'now'>;
  reader: LogReader;
  service: LogService;
}

/** The engine's answers about logs: questions go to the reader thread, changes to the log thread. */
export function createLogHandlers({ clock, reader, service }: LogHandlerDeps): LogHandlers {
  /** Refuses what cannot be read here, where the reason keeps its code; a thread answers with words alone. */
  function checked<T extends { search: string }>(input: T): T {
    parseSearch(input.search);
    return input;
  }

  return {
    logSources: () => ({ sources: service.sources() }),
    logs: (input) => reader.query('logs', { ...checked(input), settings: service.settings() }),
    logsSince: (input) => reader.query('logsSince', { ...checked(input), settings: service.settings() }),
    logRecord: async ({ seq }) => ({
      record: await reader.query('logRecord', { seq, settings: service.settings() }),
    }),
    logHistogram: (input) => reader.query('logHistogram', input),
    errorGroups: async (input) => ({
      groups: await reader.query('errorGroups', { ...input, now: clock.now() }),
    }),
    errorGroup: (input) =>
      reader.query('errorGroup', { ...input, now: clock.now(), settings: service.settings() }),
    logEvidence: ({ monitorId, at, limit }) =>
      reader.query('logEvidence', {
        at,
        limit,
        sources: service.monitorSources(monitorId),
        settings: service.settings(),
      }),
    setErrorGroups: async ({ ids, state }) => ({ changed: await service.setErrorGroups(ids, state) }),
    async mergeErrorGroups({ into, ids }) {
      await service.merge(into, ids);
      return {};
    },
    async splitErrorGroup({ id }) {
      await service.split(id);
      return {};
    },
    async purgeLogs(input) {
      const { search, sources } = checked(input);
      const unknown = sources?.find((id) => !service.sources().some((source) => source.id === id));
      if (unknown !== undefined) {
        throw new ContractFailure('unknown-source', `There is no log source "${unknown}".`);
      }
      return { deleted: await service.purge(search, sources) };
    },
  };
}
