/** What rules interrupt people for, and what would interrupt them less. Pure; times are epoch milliseconds. */
import type { Noise } from '../../../shared/contract/alert-schemas.ts';

/** One popup of one rule. */
export interface NoisyPopup {
  rule: string;
  at: number;
  /** When all that it was about was over; null while some of it goes on. */
  overAt: number | null;
}

/** What popups alone tell; the severity of a rule is known to the configuration. */
export type RuleNoise = Omit<Noise, 'severity'>;

const WEEK_DAYS = 7;
/** A popup over by then told of something that passed by itself. */
const BRIEF_MS = 5 * 60_000;
/** Fewer brief popups, or a lesser part of all, are worth no change. */
const LEAST_BRIEF = 3;
const LEAST_SHARE = 0.3;

/**
 * Popups by rule, the noisiest first. Where many of them were over within five minutes, waiting that long before
 * the rule fires is suggested.
 */
export function noiseOf(popups: readonly NoisyPopup[], days: number): RuleNoise[] {
  const rules = new Map<string, NoisyPopup[]>();
  for (const popup of popups) rules.set(popup.rule, [...(rules.get(popup.rule) ?? []), popup]);
  return [...rules]
    .map(([rule, own]) => ruleNoise(rule, own, days))
    .toSorted((a, b) => b.popups - a.popups || (a.rule < b.rule ? -1 : 1));
}

function ruleNoise(rule: string, own: readonly NoisyPopup[], days: number): RuleNoise {
  const brief = own.filter(({ at, overAt }) => overAt !== null && overAt - at < BRIEF_MS).length;
  const worthIt = brief >= LEAST_BRIEF && brief / own.length >= LEAST_SHARE;
  return {
    rule,
    popups: own.length,
    brief,
    perWeek: (own.length * WEEK_DAYS) / days,
    suggestion: worthIt
      ? {
          text: `${brief} of ${own.length} were over within 5 minutes`,
          popups: own.length - brief,
          key: 'for',
          value: '5m',
        }
      : null,
  };
}
