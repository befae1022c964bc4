import { errorRecords } from '../backlog/packed-records.ts';
import type { ErrorGroupKey } from '../groups/group.ts';
import type { LogTables } from '../store/log-tables.ts';
import type { RecordColumns } from '../store/record-columns.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { createValueTable } from '../store/value-table.ts';
import type { FoldWindow } from './fold-window.ts';
import type { PackedIntake } from './log-intake.ts';

/** Where packed records go. */
export interface PackedStore {
  tables: Pick<LogTables, 'records' | 'blocks'>;
  /** Null where duplicates are kept. */
  window: FoldWindow | null;
  /** Key of the source, and of the log. */
  source: number;
  file: number;
  /** Monotonic milliseconds. */
  now: number;
  /** Number of the first record. */
  first: number;
  /** Puts a record at level error into its group. */
  count: (record: StoredRecord, key: ErrorGroupKey) => void;
  /** Counts a record for the histogram. */
  add: (time: number, level: number) => void;
}

/**
 * Stores a backlog's records as a block of their own, by their columns: an object for each would cost more than all
 * else that is done with it.
 * @returns how many they are; 0 where one of them may be a duplicate, so that each has to be looked at
 */
export function storePacked({ records, given, block }: PackedIntake, to: PackedStore): number {
  const { window, tables, source, file, now, first } = to;
  const count = records.places.length;
  if (window?.addAll(source, records.samples, file, first, now) === false) return 0;
  const seqs = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    seqs[index] = first + index;
    to.add(records.times[index] ?? 0, records.levels[index] ?? 0);
  }
  const groups = createValueTable<number | null>();
  const groupPlaces = new Uint32Array(count).fill(groups.place(null));
  const flags = records.flags.slice();
  const files = [file];
  for (const { index, record, key } of errorRecords(records, given)) {
    Object.assign(record, { seq: first + index, source, files });
    to.count(record, key);
    flags[index] = record.flags;
    groupPlaces[index] = groups.place(record.group);
    tables.records.addError(record);
  }
  const columns: RecordColumns = {
    ...records,
    source,
    seqs,
    files: { values: [String(file)], places: new Uint32Array(count) },
    readAts: new Float64Array(count).fill(records.readAt),
    flags,
    groups: { values: groups.values, places: groupPlaces },
  };
  tables.blocks.addColumns(columns, block);
  return count;
}
