import { noiseOf, type NoisyPopup, type RuleNoise } from '../noise.ts';
import type { Tables } from './tables.ts';

const DAY_MS = 86_400_000;

type Row = { at: number; rules: string; subjects: string };

/** Popups a rule over the last `days`, the noisiest first. */
export function noiseQuery({ db }: Tables) {
  const popups = db.prepare<{ from: number; to: number }, Row>(
    `SELECT at, rules, subjects FROM notifications
     WHERE at >= @from AND at <= @to AND outcome = 'shown'
       AND kind IN ('problem', 'update', 'repeat', 'flapping', 'offline')
     ORDER BY at`,
  );
  const over = db
    .prepare<{ subject: string; rule: string; at: number }, number>(
      `SELECT at FROM ledger WHERE subject = @subject AND rule = @rule AND decision = 'resolved' AND at >= @at
       ORDER BY at LIMIT 1`,
    )
    .pluck();

  return ({ days, now }: { days: number; now: number }): { rules: RuleNoise[] } => {
    const told = popups.all({ from: now - days * DAY_MS, to: now }).flatMap(({ at, rules, subjects }) => {
      const about = JSON.parse(subjects) as string[];
      return (JSON.parse(rules) as string[]).map((rule): NoisyPopup => {
        const ends = about.map((subject) => over.get({ subject, rule, at }) ?? null);
        // Being offline is about no subject, and has no end in the ledger.
        const lasts = ends.length === 0 || ends.includes(null);
        return { rule, at, overAt: lasts ? null : Math.max(...ends.map(Number)) };
      });
    });
    return { rules: noiseOf(told, days) };
  };
}
