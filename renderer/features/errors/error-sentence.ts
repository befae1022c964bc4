import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { fitsState, isFresh, sorted, sumOf } from './error-view.ts';

/** Sentences in one language. Counts are at least 1. */
export interface ErrorWords {
  /** Signs between and behind its parts. */
  comma: string;
  stop: string;
  open(count: number): string;
  fresh(count: number): string;
  back(count: number): string;
  none: string;
  loudest(title: string, count: number): string;
}

export interface ErrorSentence {
  tone: 'healthy' | 'degraded' | 'unhealthy';
  lead: string;
  rest: string;
  detail: string;
}

/** How things stand with the errors seen since `since`; `within` is that time as the sentence names it. */
export function errorSentence(
  groups: readonly ErrorGroup[],
  since: number,
  within: string,
  words: ErrorWords,
): ErrorSentence {
  const open = groups.filter((group) => fitsState(group, 'unresolved'));
  if (open.length === 0)
    return { tone: 'healthy', lead: `${words.none} ${within}${words.stop}`, rest: '', detail: '' };
  const fresh = open.filter((group) => isFresh(group, since)).length;
  const back = open.filter(({ state }) => state === 'regressed').length;
  const notable = [fresh > 0 ? words.fresh(fresh) : '', back > 0 ? words.back(back) : ''].filter(Boolean);
  const [loudest] = sorted(open, 'count');
  const lead = words.open(open.length);
  return {
    tone: notable.length > 0 ? 'unhealthy' : 'degraded',
    lead: lead + (notable.length > 0 ? words.comma : words.stop),
    rest: notable.length > 0 ? notable.join(`${words.comma} `) + words.stop : '',
    detail: loudest ? words.loudest(loudest.title, sumOf(loudest)) : '',
  };
}
