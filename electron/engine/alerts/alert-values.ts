/** What messages may say of one alert, by the names that templates use. Pure; all of it may come from outside. */
import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import { componentMatches } from '../../../shared/domain/glob.ts';
import { failing, type SubjectFacts } from './cause.ts';
import type { SpokenAlert } from './core/effects.ts';
import { mainCondition, thresholdInWords, valueInWords } from './words.ts';

/** What was measured, in the unit of the rule; the state or the errors where the rule measures nothing. */
export function valueOf(rule: AlertRule, alert: SpokenAlert, facts: SubjectFacts): string {
  const main = mainCondition(rule.when);
  if (alert.value !== null) return valueInWords(main, alert.value);
  switch (main.kind) {
    case 'state':
      return facts.state;
    case 'component':
      return failing(facts)
        .filter(({ path }) => componentMatches(main.glob, path))
        .map(({ path, state }) => `${path}: ${state}`)
        .join(', ');
    case 'log_group':
      return alert.titles.join(', ') || String(alert.count);
    default:
      return '';
  }
}

/** What the value is held against; empty where nothing is, as with new errors. */
export function thresholdOf(rule: AlertRule): string {
  return thresholdInWords(mainCondition(rule.when));
}

/** A rule's labels go before those of its subject. */
export function labelsOf(rule: AlertRule | null, facts: SubjectFacts): Record<string, string> {
  return { ...facts.labels, ...rule?.labels };
}
