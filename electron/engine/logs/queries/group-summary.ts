import type { ErrorGroup } from '../../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../records/level.ts';
import type { GroupRow } from './group-rows.ts';
import type { LogTables } from './tables.ts';

const MINUTE = 60_000;

/** A span that is told in buckets. */
export interface TrendSpan {
  from: number;
  to: number;
  buckets: number;
}

/** Tells groups with all that were merged into them. */
export function summariseGroups({ db, sources, sourceGroups }: LogTables) {
  const counts = db.prepare<[string, number, number], { minute: number; count: number }>(
    `SELECT minute, sum(count) AS count FROM group_counts
     WHERE error_group IN (SELECT value FROM json_each(?)) AND minute >= ? AND minute <= ? GROUP BY minute`,
  );

  function trend(keys: readonly number[], { from, to, buckets }: TrendSpan): number[] {
    const found = Array.from({ length: buckets }, () => 0);
    const bucketMs = bucketOf({ from, to, buckets });
    const minutes = counts.iterate(JSON.stringify(keys), Math.floor(from / MINUTE), Math.floor(to / MINUTE));
    for (const { minute, count } of minutes) {
      const bucket = Math.min(buckets - 1, Math.max(0, Math.floor((minute * MINUTE - from) / bucketMs)));
      found[bucket] = (found[bucket] ?? 0) + count;
    }
    return found;
  }

  /** @param family the group itself first */
  return (family: readonly [GroupRow, ...GroupRow[]], span: TrendSpan): ErrorGroup => {
    const [root, ...merged] = family;
    const keys = family.map(({ key }) => key);
    const ids = new Map(sources.all().map(({ key, id }) => [key, id]));
    const places = new Set(keys.flatMap((key) => sourceGroups.all(key)));
    return {
      id: root.fingerprint,
      sources: [...places].flatMap((key) => ids.get(key) ?? []).toSorted(),
      service: root.service,
      title: root.title,
      level: LOG_LEVELS[Math.max(...family.map(({ level }) => level))] ?? 'error',
      state: root.state,
      count: family.reduce((sum, { count }) => sum + count, 0),
      ...seen(family),
      trend: trend(keys, span),
      merged: merged.map(({ fingerprint, title }) => ({ id: fingerprint, title })),
    };
  };
}

/** When a group and all that were merged into it occurred first and last. */
export function seen(family: readonly GroupRow[]): { firstSeen: number; lastSeen: number } {
  return {
    firstSeen: Math.min(...family.map(({ first_seen: at }) => at)),
    lastSeen: Math.max(...family.map(({ last_seen: at }) => at)),
  };
}

export function bucketOf({ from, to, buckets }: TrendSpan): number {
  return Math.max(1, Math.ceil((to - from) / buckets));
}
