import type { LogEntry, LogFilter } from '../../../../shared/contract/log-schemas.ts';
import { countRecords } from './count.ts';
import { createHit, entryOf, type Hit } from './hit.ts';
import { groupKeys } from './newest.ts';
import { latestFirst, type Place } from './order.ts';
import { createRecordFilter, type RecordFilter } from './record-filter.ts';
import { scan } from './scan.ts';
import type { SourceSettings } from './settings.ts';
import { recordOfRow } from './stored-rows.ts';
import { createNames, type LogTables, type Names } from './tables.ts';

export interface LogsSinceInput extends LogFilter {
  settings: readonly SourceSettings[];
  limit: number;
  after: number | null;
}

export interface LogsSince {
  records: LogEntry[];
  skipped: number;
  last: number;
}

/**
 * What was read after a number, the newest `limit` of it in the order of reading. `skipped` is the least it can be
 * where so much came that it cannot be looked through at once.
 */
export function logsSinceQuery(tables: LogTables) {
  return ({ settings, limit, after, ...input }: LogsSinceInput): LogsSince => {
    const last = tables.rows.last.get() ?? 0;
    if (after === null || after >= last) return { records: [], skipped: 0, last };
    const names = createNames(tables, settings);
    const filter = createRecordFilter(input, names);
    const groups = groupKeys(tables, input.group);
    const { hits, skipped } = groups
      ? ofGroups(tables, names, { filter, after, limit, groups })
      : ofAll(tables, names, { filter, after, limit });
    return { records: hits.toReversed().map((hit) => entryOf(hit, names)), skipped, last };
  };
}

interface Wanted {
  filter: RecordFilter;
  after: number;
  limit: number;
}

/** The newest hits first. */
function ofAll(
  tables: LogTables,
  names: Names,
  { filter, after, limit }: Wanted,
): { hits: Hit[]; skipped: number } {
  const { hotBefore, blocksBefore } = tables.rows;
  const { hits } = scan(tables, names, {
    order: latestFirst,
    filter,
    limit,
    within: ({ seq }) => seq > after,
    rows: hotBefore.iterate(after),
    blocks: blocksBefore.iterate(after),
  });
  const oldest = hits.at(-1)?.stored.seq;
  if (hits.length < limit || oldest === undefined) return { hits, skipped: 0 };
  const within = ({ seq }: Place) => seq > after && seq < oldest;
  const skipped = countRecords(tables, names, {
    filter,
    within,
    holdsAll: (block) => block.first_seq > after && block.last_seq < oldest,
    rows: hotBefore.iterate(after),
    blocks: blocksBefore.iterate(after),
  });
  return { hits, skipped };
}

function ofGroups(
  { rows }: LogTables,
  names: Names,
  { filter, after, limit, groups }: Wanted & { groups: readonly number[] },
): { hits: Hit[]; skipped: number } {
  const hits: Hit[] = [];
  let skipped = 0;
  for (const row of rows.errorsBefore.iterate(after)) {
    const stored = recordOfRow(row);
    if (stored.group === null || !groups.includes(stored.group) || !filter.fitsColumns(stored)) continue;
    const hit = createHit(stored, names);
    if (!filter.matcher.fits(hit)) continue;
    if (hits.length < limit) hits.push(hit);
    else skipped += 1;
  }
  return { hits, skipped };
}
