import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import type { Digest } from '../../../shared/contract/alert-schemas.ts';
import type { CoreNotification } from './core/effects.ts';
import { FLAPPING_RULE } from './core/settings.ts';
import { mainCondition, matterInWords } from './words.ts';

/** What the card may ask. */
export interface CardFacts {
  title: string;
  /** Wall time of the digest, and since when nobody was there; null where that is not known. */
  at: number;
  from: number | null;
  name: (subject: string) => string;
  rule: (id: string) => AlertRule | null;
  toWall: (at: number) => number;
}

/** The card for a digest; null for one that tells of nothing that still fires. */
export function digestCard(said: CoreNotification, facts: CardFacts): Digest | null {
  const firing = said.alerts.filter(({ fires }) => fires);
  if (said.kind !== 'digest' || firing.length === 0) return null;
  const first = Math.min(...firing.map(({ since }) => facts.toWall(since)));
  return {
    at: facts.at,
    from: facts.from ?? first,
    title: facts.title,
    firing: firing.map(({ subject, severity, rule: id, value }) => {
      const rule = facts.rule(id);
      const text = rule ? matterInWords(mainCondition(rule.when), value) : id;
      return {
        subject,
        name: facts.name(subject),
        severity,
        text: id === FLAPPING_RULE ? 'is flapping' : text,
      };
    }),
    over: said.over,
  };
}
