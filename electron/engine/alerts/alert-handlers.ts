import type { alertCommands, alertRequests } from '../../../shared/contract/alert-calls.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';

export type AlertHandlers = Pick<Handlers, keyof typeof alertRequests | keyof typeof alertCommands>;

/** The engine's answers about alerts, incidents and silence. */
export function createAlertHandlers(): AlertHandlers {
  const refuse = (): never => {
    throw new ContractFailure('not-available', 'Incidents and silences are not kept yet.');
  };
  return {
    alerts: refuse,
    incidents: refuse,
    incident: refuse,
    ledger: refuse,
    why: refuse,
    silences: refuse,
    noise: refuse,
    audit: refuse,
    checkRule: refuse,
    replayRule: refuse,
    ruleText: refuse,
    dependencySuggestions: refuse,
    digest: refuse,
    addSilence: refuse,
    removeSilence: refuse,
    ack: refuse,
    addNote: refuse,
    saveRule: refuse,
    removeRule: refuse,
    addDependency: refuse,
    dismissDigest: refuse,
  };
}
