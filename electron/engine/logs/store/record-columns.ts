import type { StoredRecord } from './stored-record.ts';
import { createValueTable } from './value-table.ts';

/** Values of which each comes often, by their places in a list of them. */
export interface NamedColumn<T> {
  values: readonly T[];
  /** Of each record. */
  places: Uint32Array<ArrayBuffer>;
}

/** Records of one source in their order, by columns; their lines stand elsewhere. See `StoredRecord`. */
export interface RecordColumns {
  source: number;
  seqs: Float64Array;
  /** Keys, with a space between two. */
  files: NamedColumn<string>;
  positions: Float64Array;
  times: Float64Array;
  readAts: Float64Array;
  levels: Uint8Array;
  services: NamedColumn<string | null>;
  lines: Uint32Array;
  flags: Uint8Array;
  formats: NamedColumn<string>;
  groups: NamedColumn<number | null>;
}

/** @throws RangeError where there is no record, or they are of several sources */
export function columnsOf(records: readonly StoredRecord[]): RecordColumns {
  const [first] = records;
  if (!first) throw new RangeError('a block holds at least one record');
  if (records.some(({ source }) => source !== first.source))
    throw new RangeError('the records of a block are of one source');
  return {
    source: first.source,
    seqs: Float64Array.from(records, ({ seq }) => seq),
    files: named(records, ({ files }) => files.join(' ')),
    positions: Float64Array.from(records, ({ position }) => position),
    times: Float64Array.from(records, ({ time }) => time),
    readAts: Float64Array.from(records, ({ readAt }) => readAt),
    levels: Uint8Array.from(records, ({ level }) => level),
    services: named(records, ({ service }) => service),
    lines: Uint32Array.from(records, ({ lines }) => lines),
    flags: Uint8Array.from(records, ({ flags }) => flags),
    formats: named(records, ({ format }) => format),
    groups: named(records, ({ group }) => group),
  };
}

function named<T>(records: readonly StoredRecord[], valueOf: (record: StoredRecord) => T): NamedColumn<T> {
  const table = createValueTable<T>();
  return {
    values: table.values,
    places: Uint32Array.from(records, (record) => table.place(valueOf(record))),
  };
}
