import type { LogEntry } from '../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../../../shared/domain/log-level.ts';

export const RELATED_ORDERS = ['worst', 'newest'] as const;
export type RelatedOrder = (typeof RELATED_ORDERS)[number];

/**
 * Records in the order that is wanted. With the worst first, what says the same thing again is left out, so that a
 * burst does not hide the rest.
 */
export function relatedRecords(records: readonly LogEntry[], order: RelatedOrder): LogEntry[] {
  const newest = records.toSorted((a, b) => b.time - a.time);
  if (order === 'newest') return newest;
  const seen = new Set<string>();
  return newest
    .filter(({ group, source, level, message }) => {
      const key = group ?? JSON.stringify([source, level, message.replaceAll(/\d+/g, '0')]);
      return !seen.has(key) && Boolean(seen.add(key));
    })
    .toSorted((a, b) => LOG_LEVELS.indexOf(b.level) - LOG_LEVELS.indexOf(a.level));
}
