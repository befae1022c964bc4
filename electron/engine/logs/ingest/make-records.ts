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

/** Gathers the records that `reader` makes. */
export interface RecordMaking extends MadeRecords {
  push(lines: readonly LogLine[]): void;
  flush(reason: FlushReason): void;
}

export function makingRecords(reader: RecordReader, origin: Origin): RecordMaking {
  const { readAt, backfillTo } = origin;
  const records: StoredRecord[] = [];
  const errors = new Map<StoredRecord, ErrorGroupKey>();
  let { envelope } = reader.state();

  function add(made: readonly LogRecord[]): void {
    // A container shows with the first line, before a record is complete.
    if (records.length === 0) envelope ??= reader.state().envelope;
    for (const record of made) {
      const stored = storedOf(record, { readAt, envelope, backfillTo });
      records.push(stored);
      const group = groupOf(record, origin.source, origin.grouping);
      if (group) errors.set(stored, group);
      if (record.replaces) making.replacing = stored;
    }
  }

  const making: RecordMaking = {
    records,
    errors,
    replacing: null,
    readAt,
    push(lines) {
      for (const line of lines) {
        const made = reader.push(line);
        if (made.length > 0) add(made);
      }
    },
    flush: (reason) => add(reader.flush(reason)),
  };
  return making;
}
