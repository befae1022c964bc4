import type { ErrorGroup } from '../../../../shared/contract/log-schemas.ts';
import type { GroupRow } from './group-rows.ts';
import { seen, summariseGroups } from './group-summary.ts';
import type { LogTables } from './tables.ts';

export interface ErrorGroupsInput {
  sources: readonly string[] | null;
  since: number;
  now: number;
  states: readonly ErrorGroup['state'][] | null;
  search: string;
  limit: number;
  trendBuckets: number;
}

/** Error groups seen since an instant, the last seen first; merged ones are told with the group they are part of. */
export function errorGroupsQuery(tables: LogTables) {
  const summarise = summariseGroups(tables);
  return ({ sources, since, now, states, search, limit, trendBuckets }: ErrorGroupsInput): ErrorGroup[] => {
    const words = search.toLowerCase().split(/\s+/u).filter(Boolean);
    const wanted = sources && new Set(keysOf(tables, sources));
    const found = familiesOf(tables, tables.groups.seenSince.all(since)).filter(
      (family) =>
        (states === null || states.includes(family[0].state)) &&
        family.some(({ title }) => words.every((word) => title.toLowerCase().includes(word))) &&
        occursIn(tables, family, wanted),
    );
    return found
      .toSorted((a, b) => seen(b).lastSeen - seen(a).lastSeen || b[0].key - a[0].key)
      .slice(0, limit)
      .map((family) =>
        summarise(family, { from: since, to: Math.max(now, since + 1), buckets: trendBuckets }),
      );
  };
}

export type Family = readonly [GroupRow, ...GroupRow[]];

/** The families of some groups, each once. */
export function familiesOf({ groups }: LogTables, keys: readonly number[]): Family[] {
  const families = groups.families();
  const roots = new Map<number, GroupRow>();
  for (const key of keys) {
    const root = families.rootOf(key);
    if (root) roots.set(root.key, root);
  }
  return [...roots.values()].map((root) => {
    const [, ...merged] = families.familyOf(root);
    return [root, ...merged];
  });
}

/** Whether any group of a family occurred in one of the sources; null means any. */
export function occursIn(
  { sourceGroups }: LogTables,
  family: Family,
  sources: ReadonlySet<number> | null,
): boolean {
  return (
    sources === null || family.some(({ key }) => sourceGroups.all(key).some((source) => sources.has(source)))
  );
}

export function keysOf({ sources }: LogTables, ids: readonly string[]): number[] {
  return sources.all().flatMap(({ key, id }) => (ids.includes(id) ? [key] : []));
}
