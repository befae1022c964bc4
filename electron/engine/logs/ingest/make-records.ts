import { groupOf, type ErrorGroupKey, type GroupingTools } from '../groups/group.ts';
import type { LogLine } from '../line.ts';
import type { FlushReason, RecordReader } from '../records/reader.ts';
import type { LogRecord } from '../records/record.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { storedOf } from './stored-of.ts';

/** Records that were made of lines, and what is stored with them. */
export interface MadeRecords {
  /** Without number, source and file. What else was read of them is let go at once: it would take much memory. */
  records: StoredRecord[];
  /** Which of them belong to an error group. */
  errors: Map<StoredRecord, ErrorGroupKey>;
  /** The one that takes the place of the record that silence closed last. */
  replacing: StoredRecord | null;
  /** Epoch milliseconds. */
  readAt: number;
}

/** Where lines come from and when they were read. */
export interface Origin {
  /** Id of the source. */
  source: string;
  /** What lies before it in the file was there when the source was added. */
  backfillTo: number;
  /** Epoch milliseconds. */
  readAt: number;
  grouping: GroupingTools;
}

/** A record as it is stored, and the error group it belongs to. */
type TakeRecord = (stored: StoredRecord, group: ErrorGroupKey | null, record: LogRecord) => void;

/** Gives the records that `reader` makes to `take`, as they are stored. */
export function storing(
  reader: RecordReader,
  { source, readAt, backfillTo, grouping }: Origin,
  take: TakeRecord,
): (made: readonly LogRecord[]) => void {
  let { envelope } = reader.state();
  let isFirst = true;
  return (made) => {
    if (made.length === 0) return;
    // A container shows with the first line, before a record is complete.
    if (isFirst) envelope ??= reader.state().envelope;
    isFirst = false;
    for (const record of made)
      take(storedOf(record, { readAt, envelope, backfillTo }), groupOf(record, source, grouping), record);
  };
}

/** Gathers the records that `reader` makes. */
export interface RecordMaking extends MadeRecords {
  push(lines: readonly LogLine[]): void;
  flush(reason: FlushReason): void;
}

export function makingRecords(reader: RecordReader, origin: Origin): RecordMaking {
  const records: StoredRecord[] = [];
  const errors = new Map<StoredRecord, ErrorGroupKey>();
  const store = storing(reader, origin, (stored, group, { replaces }) => {
    records.push(stored);
    if (group) errors.set(stored, group);
    if (replaces) making.replacing = stored;
  });
  const making: RecordMaking = {
    records,
    errors,
    replacing: null,
    readAt: origin.readAt,
    push(lines) {
      for (const line of lines) store(reader.push(line));
    },
    flush: (reason) => store(reader.flush(reason)),
  };
  return making;
}
