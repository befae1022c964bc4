import type { LogCursor } from '../../../../shared/contract/log-schemas.ts';
import { createFirstOf } from './first-of.ts';
import { createHit, type Hit } from './hit.ts';
import { newestFirst, type Place } from './order.ts';
import type { RecordFilter } from './record-filter.ts';
import { scan, type Scanned } from './scan.ts';
import { recordOfRow } from './stored-rows.ts';
import type { LogTables, Names } from './tables.ts';

export interface NewestInput {
  filter: RecordFilter;
  before: LogCursor | null;
  limit: number;
  /** Keys of the only error groups that are meant; null for no such restriction. */
  groups: readonly number[] | null;
  mostBytes?: number;
}

/** The newest records before a cursor. */
export function newest(tables: LogTables, names: Names, input: NewestInput): Scanned {
  const { filter, before, limit, groups, mostBytes } = input;
  const within = ({ time, seq }: Place) =>
    before === null || time < before.time || (time === before.time && seq < before.seq);
  // The instant of the cursor itself may hold older records.
  const to = before === null ? filter.to : Math.min(filter.to, before.time + 1);
  if (groups)
    return { hits: ofGroups(tables, names, { filter, within, to, limit, groups }), stoppedAt: null };
  return scan(tables, names, {
    order: newestFirst,
    filter,
    limit,
    within,
    rows: tables.rows.hotByTime.iterate(filter.from, to),
    blocks: tables.rows.blocksByTime.iterate(filter.from, to),
    ...(mostBytes === undefined ? {} : { mostBytes }),
  });
}

/** Occurrences of errors are kept as rows for as long as they are kept at all. */
function ofGroups(
  { rows }: LogTables,
  names: Names,
  {
    filter,
    within,
    to,
    limit,
    groups,
  }: {
    filter: RecordFilter;
    within: (place: Place) => boolean;
    to: number;
    limit: number;
    groups: readonly number[];
  },
): Hit[] {
  const found = createFirstOf<Hit>(limit, newestFirst);
  for (const group of groups) {
    for (const row of rows.errorsOfGroup.iterate(group, filter.from, to)) {
      const stored = recordOfRow(row);
      if (!found.wants(stored)) break;
      if (!within(stored) || !filter.fitsColumns(stored)) continue;
      const hit = createHit(stored, names);
      if (filter.matcher.fits(hit)) found.add(stored, hit);
    }
  }
  return found.kept().map(({ value }) => value);
}

/** Keys of an error group and all that were merged into it; null where no group is asked for. */
export function groupKeys({ groups }: LogTables, id: string | null): number[] | null {
  if (id === null) return null;
  const row = groups.byFingerprint.get(id);
  const families = groups.families();
  const root = row ? families.rootOf(row.key) : null;
  return root ? families.familyOf(root).map(({ key }) => key) : [];
}
