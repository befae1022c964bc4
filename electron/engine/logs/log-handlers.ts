import type { Handlers } from '../../../shared/contract/contract.ts';
import type { logCommands, logRequests } from '../../../shared/contract/log-calls.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';

/** All but `addLogDirectory`, which changes the configuration. */
export type LogHandlers = Pick<
  Handlers,
  keyof typeof logRequests | Exclude<keyof typeof logCommands, 'addLogDirectory'>
>;

/** The engine's answers about logs. */
export function createLogHandlers(): LogHandlers {
  const refuse = (): never => {
    throw new ContractFailure('not-available', 'Logs are not read yet.');
  };
  return {
    logSources: refuse,
    logs: refuse,
    logsSince: refuse,
    logRecord: refuse,
    logHistogram: refuse,
    errorGroups: refuse,
    errorGroup: refuse,
    logEvidence: refuse,
    setErrorGroups: refuse,
    mergeErrorGroups: refuse,
    splitErrorGroup: refuse,
    purgeLogs: refuse,
  };
}
