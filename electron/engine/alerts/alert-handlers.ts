import type { alertCommands, alertRequests } from '../../../shared/contract/alert-calls.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import { alertAnswers, type AnswerDeps } from './alert-answers.ts';
import { handHandlers, type HandDeps } from './by-hand.ts';

export type AlertHandlers = Pick<Handlers, keyof typeof alertRequests | keyof typeof alertCommands>;

export type AlertHandlerDeps = AnswerDeps & HandDeps;

/** The engine's answers about alerts, incidents and silence. */
export function createAlertHandlers(deps: AlertHandlerDeps): AlertHandlers {
  return { ...refuseAlerts(), ...alertAnswers(deps), ...handHandlers(deps) };
}

/** Refuses everything, as long as there are no alerts. */
export function refuseAlerts(): AlertHandlers {
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
