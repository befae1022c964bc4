import type { ReplayedAlert } from '../../../../shared/contract/alert-schemas.ts';

/** Sentences in one language; counts are at least 1, durations are words. */
export interface ReplayWords {
  never: string;
  would(times: number): string;
  of(subjects: number, duration: string): string;
  /** Against the rule as it is saved: how often that would have fired. */
  fewer(saved: number): string;
  more(saved: number): string;
  same: string;
}

export interface ReplaySentence {
  lead: string;
  rest: string;
  compared: string;
}

/** "It would have fired 14 times, for 3 subjects, 2 h in all"; `saved` null where there is nothing to compare with. */
export function replaySentence(
  alerts: readonly ReplayedAlert[],
  saved: readonly ReplayedAlert[] | null,
  now: number,
  words: ReplayWords,
  rough: (ms: number) => string,
): ReplaySentence {
  const subjects = new Set(alerts.map(({ subject }) => subject)).size;
  const total = alerts.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0);
  return {
    lead: alerts.length === 0 ? words.never : words.would(alerts.length),
    rest: alerts.length === 0 ? '' : words.of(subjects, rough(total)),
    compared: saved === null ? '' : comparison(alerts.length, saved.length, words),
  };
}

function comparison(times: number, saved: number, words: ReplayWords): string {
  if (times === saved) return words.same;
  return times < saved ? words.fewer(saved) : words.more(saved);
}
