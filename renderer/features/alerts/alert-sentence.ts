import type { AlertRuleView, AlertView } from '../../../shared/contract/alert-schemas.ts';

/** Sentences in one language. Counts are at least 1. */
export interface AlertWords {
  /** Alerts that are told; at most two names, `more` counts the subjects left out. */
  fires(count: number, names: readonly string[], more: number): string;
  /** Alerts that fire and are not told. */
  held(count: number): string;
  onlyHeld(count: number): string;
  pending(count: number): string;
  none: string;
  watching(rules: number): string;
  popups(count: number): string;
  noPopups: string;
}

export interface AlertSentence {
  tone: 'healthy' | 'degraded' | 'unhealthy';
  lead: string;
  rest: string;
  detail: string;
}

const NAMED = 2;

/** What fires, what is held, and how much the rules interrupted lately. */
export function alertSentence(
  { rules, alerts }: { rules: readonly AlertRuleView[]; alerts: readonly AlertView[] },
  words: AlertWords,
): AlertSentence {
  const firing = alerts.filter(({ phase }) => phase === 'firing');
  const told = firing.filter(({ held }) => held === null);
  const held = firing.length - told.length;
  const pending = alerts.filter(({ phase }) => phase === 'pending').length;
  const names = [...new Map(told.map(({ subject, name }) => [subject, name])).values()];
  const popups = rules.reduce((sum, { popups7d }) => sum + popups7d, 0);
  const detail = [
    rules.length > 0 ? words.watching(rules.length) : '',
    popups > 0 ? words.popups(popups) : words.noPopups,
  ];
  const also = [
    held > 0 && told.length > 0 ? words.held(held) : '',
    pending > 0 ? words.pending(pending) : '',
  ];
  return {
    tone:
      firing.length === 0
        ? 'healthy'
        : told.some(({ severity }) => severity === 'critical')
          ? 'unhealthy'
          : 'degraded',
    lead:
      told.length > 0
        ? words.fires(told.length, names.slice(0, NAMED), Math.max(0, names.length - NAMED))
        : held > 0
          ? words.onlyHeld(held)
          : words.none,
    rest: also.filter(Boolean).join(' '),
    detail: detail.filter(Boolean).join(' '),
  };
}
