import type { alertCommands, alertRequests } from '../../../shared/contract/alert-calls.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import { alertAnswers, type AnswerDeps } from './alert-answers.ts';
import { handHandlers, type HandDeps } from './by-hand.ts';
import { ruleHandlers, type RuleHandlerDeps } from './rule-handlers.ts';

export type AlertHandlers = Pick<Handlers, keyof typeof alertRequests | keyof typeof alertCommands>;

export type AlertHandlerDeps = AnswerDeps & HandDeps & RuleHandlerDeps;

/** The engine's answers about alerts, incidents, silence and rules. */
export function createAlertHandlers(deps: AlertHandlerDeps): AlertHandlers {
  return { ...alertAnswers(deps), ...handHandlers(deps), ...ruleHandlers(deps), ...NOT_YET };
}

const refuse = (what: string) => (): never => {
  throw new ContractFailure('not-available', `This version cannot ${what} yet.`);
};

const NOT_YET = {
  dependencySuggestions: refuse('suggest dependencies'),
  addDependency: refuse('write dependencies'),
};
