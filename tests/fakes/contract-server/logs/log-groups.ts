import type { ErrorGroup, LogDetail } from '../../../../shared/contract/log-schemas.ts';
import type { LogWorld } from './log-world.ts';

const DAY = 86_400_000;

/** Ids of the groups there are, those that were merged left out. */
export function groupIds(world: LogWorld): string[] {
  return [...new Set(world.records.flatMap(({ group }) => (group === null ? [] : [group])))].filter(
    (id) => !world.merged.has(id),
  );
}

/** Occurrences of a group and of what was merged into it, oldest first. */
export function occurrences(world: LogWorld, id: string): LogDetail[] {
  return world.records.filter(
    ({ group }) => group !== null && (group === id || world.merged.get(group) === id),
  );
}

export function errorGroupOf(
  world: LogWorld,
  id: string,
  span: { since: number; now: number; buckets: number },
): ErrorGroup | null {
  const records = occurrences(world, id);
  const newest = records.at(-1);
  const oldest = records[0];
  if (!newest || !oldest) return null;
  const { since, now, buckets } = span;
  const trend = Array.from({ length: buckets }, () => 0);
  for (const { time } of records) {
    const at = Math.floor(((time - since) / (now - since)) * buckets);
    if (at >= 0 && at < buckets) trend[at] = (trend[at] ?? 0) + 1;
  }
  const old = id === 'writer-cuda' || id === 'assistant-quota';
  return {
    id,
    sources: [...new Set(records.map(({ source }) => source))],
    service: newest.service,
    title: newest.error ?? newest.message,
    level: newest.level,
    state: world.groupStates.get(id) ?? 'open',
    count: records.length * (old ? 7 : 1),
    firstSeen: old ? oldest.time - 9 * DAY : oldest.time,
    lastSeen: newest.time,
    trend,
    merged: [...world.merged].flatMap(([from, into]) =>
      into === id ? [{ id: from, title: 'Error: Connection timeout while reading from 10.0.4.12:6379' }] : [],
    ),
  };
}
