import type { LogMatch } from '../core/inputs.ts';
import { countedAt } from './counted-at.ts';

const SECOND_MS = 1000;

/**
 * Joins matches that say the same: of one source, one error group and one second, with the same conditions. Numbers
 * in fields are all kept, since percentiles want each of them. The order is that of the first of each.
 */
export function aggregateMatches(matches: Iterable<LogMatch>): LogMatch[] {
  const joined = new Map<string, LogMatch>();
  for (const match of matches) {
    const key = keyOf(match);
    const known = joined.get(key);
    joined.set(key, known ? join(known, match) : match);
  }
  return [...joined.values()];
}

function keyOf(match: LogMatch): string {
  const { source, hits, group, backfilled } = match;
  const counted = hits.flatMap(({ condition, value }) => (value === null ? [condition] : []));
  const second = Math.floor(countedAt(match) / SECOND_MS);
  const error = group && [group.fingerprint, group.isNew, group.isRegressed];
  return JSON.stringify([source, second, backfilled, error, counted]);
}

function join(known: LogMatch, { hits, count }: LogMatch): LogMatch {
  const values = hits.filter(({ value }) => value !== null);
  return {
    ...known,
    count: known.count + count,
    hits: values.length === 0 ? known.hits : [...known.hits, ...values],
  };
}
