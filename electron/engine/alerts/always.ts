/** The rules that always run: they are part of the core, not of a configuration. */
import type { AlertRuleView } from '../../../shared/contract/alert-schemas.ts';
import type { Severity } from '../../../shared/domain/severity.ts';
import type { AlertCore } from './core/core.ts';
import { FLAPPING_RULE, OFFLINE_RULE } from './core/settings.ts';

interface AlwaysRule {
  id: string;
  /** The least one; flapping is as severe as what it stands for. */
  severity: Severity;
  /** When it fires, in words. */
  condition: string;
  subjects: (core: AlertCore) => number;
  firing: (core: AlertCore) => number;
}

const ALWAYS: readonly AlwaysRule[] = [
  {
    id: FLAPPING_RULE,
    severity: 'warning',
    condition: 'state changes in 30 % of the last results, or a third incident within an hour',
    subjects: ({ settings }) => settings.config.monitors.length,
    firing: ({ state }) => [...state.alerts.values()].filter(({ rule }) => rule === FLAPPING_RULE).length,
  },
  {
    id: OFFLINE_RULE,
    severity: 'info',
    condition: 'no network interface is up, or a canary is silent that has answered before',
    subjects: ({ settings }) => settings.config.monitors.filter(({ local }) => !local).length,
    firing: ({ state }) => Number(state.blind.has('offline')),
  },
];

/** @param popups of each rule in the last seven days */
export function alwaysViews(core: AlertCore, popups: ReadonlyMap<string, number>): AlertRuleView[] {
  return ALWAYS.map(({ id, severity, condition, subjects, firing }) => ({
    id,
    severity,
    condition,
    builtIn: true,
    forMs: 0,
    keepFiringForMs: 0,
    subjects: subjects(core),
    firing: firing(core),
    pending: 0,
    popups7d: popups.get(id) ?? 0,
    place: null,
  }));
}

/** The severity of a rule that always runs; null for any other. */
export function alwaysSeverity(rule: string): Severity | null {
  return ALWAYS.find(({ id }) => id === rule)?.severity ?? null;
}
