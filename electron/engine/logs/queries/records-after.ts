import { printed, type PrintedRecord } from './logs.ts';
import { inOrderOfReading } from './order.ts';
import { createRecordFilter, type RecordFilterInput } from './record-filter.ts';
import { scan } from './scan.ts';
import type { SourceSettings } from './settings.ts';
import { createNames, type LogTables } from './tables.ts';
import type { Hit } from './hit.ts';

export interface RecordsAfterInput {
  settings: readonly SourceSettings[];
  /** Number of the last record that was seen; 0 for none. */
  after: number;
  limit: number;
}

export interface RecordsAfter<T> {
  /** In the order of reading. */
  records: T[];
  /** Everything up to it was looked at: the next `after`. */
  last: number;
}

/** Lines of an answer together, so that it never weighs more than some MiB. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The next records that fit, as the command line prints them. */
export function printedAfterQuery(tables: LogTables) {
  return ({
    settings,
    after,
    limit,
    ...filter
  }: RecordsAfterInput & RecordFilterInput): RecordsAfter<PrintedRecord> => {
    const { hits, last } = nextHits(tables, settings, filter, after, limit);
    return { last, records: hits.map(printed) };
  };
}

/** The next records that fit, in the order of reading, and up to where all were looked at. */
export function nextHits(
  tables: LogTables,
  settings: readonly SourceSettings[],
  input: RecordFilterInput,
  after: number,
  limit: number,
): { hits: Hit[]; last: number } {
  const names = createNames(tables, settings);
  const newest = tables.rows.last.get() ?? 0;
  const { hits, stoppedAt } = scan(tables, names, {
    order: inOrderOfReading,
    filter: createRecordFilter(input, names),
    limit,
    within: ({ seq }) => seq > after,
    rows: tables.rows.hotAfter.iterate(after),
    blocks: tables.rows.blocksAfter.iterate(after),
  });
  const fitting = withinBytes(hits);
  const isAll = fitting.length === hits.length && hits.length < limit;
  const lastHit = fitting.at(-1)?.stored.seq ?? after;
  if (!isAll) return { hits: fitting, last: lastHit };
  // A store that was lost and begins anew numbers anew: then this goes back.
  return { hits, last: stoppedAt ? Math.max(lastHit, stoppedAt.seq - 1) : newest };
}

/** As many as weigh no more than an answer may; at least one. */
function withinBytes(hits: readonly Hit[]): Hit[] {
  let bytes = 0;
  const end = hits.findIndex(({ raw }, index) => (bytes += raw.length) > MOST_BYTES && index > 0);
  return end === -1 ? [...hits] : hits.slice(0, end);
}
