import type { alertCommands, alertRequests } from '../../../shared/contract/alert-calls.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import { alertAnswers, type AnswerDeps } from './alert-answers.ts';
import { dependencyHandlers, type DependencyHandlerDeps } from './dependency-handlers.ts';
import { handHandlers, type HandDeps } from './by-hand.ts';
import { ruleHandlers, type RuleHandlerDeps } from './rule-handlers.ts';

export type AlertHandlers = Pick<Handlers, keyof typeof alertRequests | keyof typeof alertCommands>;

export type AlertHandlerDeps = AnswerDeps & HandDeps & RuleHandlerDeps & DependencyHandlerDeps;

/** The engine's answers about alerts, incidents, silence and rules. */
export function createAlertHandlers(deps: AlertHandlerDeps): AlertHandlers {
  return {
    ...alertAnswers(deps),
    ...handHandlers(deps),
    ...ruleHandlers(deps),
    ...dependencyHandlers(deps),
  };
}
