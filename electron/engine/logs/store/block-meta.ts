import { createByteReader } from './byte-reader.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';
import { pack, unpack } from './packed.ts';
import type { StoredRecord } from './stored-record.ts';
import { createValueTable } from './value-table.ts';

/** What a block knows of its records beside their lines; columns are decoded when they are asked for. */
export interface BlockMeta {
  count: number;
  source: number;
  /** The ways in which its records are read, as `StoredRecord` has them. */
  formats: readonly string[];
  format: (index: number) => string;
  seqs: () => Float64Array;
  times: () => Float64Array;
  levels: () => Uint8Array;
  /** Where each record begins in the lines; one more at the end. Between two records stands a newline. */
  starts: () => Uint32Array;
  services: () => readonly (string | null)[];
  groups: () => readonly (number | null)[];
  /** Everything but `raw`. */
  record: (index: number) => Omit<StoredRecord, 'raw'>;
}

/** The columns, in the order in which they are stored. */
const COLUMNS = [
  'seq',
  'files',
  'position',
  'time',
  'readAt',
  'level',
  'service',
  'lines',
  'flags',
  'format',
  'group',
  'bytes',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * Columns of varints, each as what differs from what the record before lets expect, so that most are zero.
 * @param bytes the length of each record's lines
 */
export function encodeMeta(records: readonly StoredRecord[], bytes: Uint32Array): Uint8Array {
  const [first] = records;
  if (!first) throw new RangeError('a block holds at least one record');
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, createByteWriter()])) as Record<
    Column,
    ByteWriter
  >;
  const files = createValueTable<string>();
  const services = createValueTable<string>();
  const formats = createValueTable<string>();
  const groups = createValueTable<number>();
  /** Where the next record of each place in `files` is expected. */
  const expected: number[] = [];
  let before = { seq: 0, time: 0, readAt: 0 };
  let lastFiles: readonly number[] | null = null;
  let file = 0;
  for (const [index, record] of records.entries()) {
    if (record.source !== first.source) throw new RangeError('the records of a block are of one source');
    const length = bytes[index] ?? 0;
    if (record.files !== lastFiles) file = files.place(record.files.join(' '));
    lastFiles = record.files;
    columns.seq.signed(record.seq - before.seq);
    columns.files.count(file);
    columns.position.signed(record.position - (expected[file] ?? 0));
    columns.time.signed(record.time - before.time);
    columns.readAt.signed(record.readAt - before.readAt);
    columns.level.count(record.level);
    columns.service.count(record.service === null ? 0 : services.place(record.service) + 1);
    columns.lines.count(record.lines);
    columns.flags.count(record.flags);
    columns.format.count(formats.place(record.format));
    columns.group.count(record.group === null ? 0 : groups.place(record.group) + 1);
    columns.bytes.count(length);
    expected[file] = record.position + length + 1;
    before = record;
  }
  const all = createByteWriter();
  all.count(records.length);
  all.count(first.source);
  for (const table of [files, services, formats]) {
    all.count(table.values.length);
    for (const value of table.values) all.text(value);
  }
  all.count(groups.values.length);
  for (const value of groups.values) all.count(value);
  for (const name of COLUMNS) all.part(columns[name].bytes());
  return pack(all.bytes());
}

/** @throws Error where the bytes are another version's, or damaged */
export function openMeta(meta: Uint8Array): BlockMeta {
  const reader = createByteReader(unpack(meta));
  const count = reader.count();
  const source = reader.count();
  const texts = () => Array.from({ length: reader.count() }, () => reader.text());
  const files = texts().map((keys) => (keys === '' ? [] : keys.split(' ').map(Number)));
  const serviceNames = texts();
  const formats = texts();
  const groupKeys = Array.from({ length: reader.count() }, () => reader.count());
  const parts = new Map(COLUMNS.map((name) => [name, reader.part()]));

  const column = (name: Column): ReturnType<typeof createByteReader> =>
    createByteReader(parts.get(name) ?? Buffer.alloc(0));
  const counts = (name: Column) => once(() => readAll(new Float64Array(count), column(name).count));
  const sums = (name: Column) =>
    once(() => {
      const { signed } = column(name);
      let sum = 0;
      return readAll(new Float64Array(count), () => (sum += signed()));
    });
  const places = { files: counts('files'), format: counts('format') };
  const format = (index: number) => formats[at(places.format(), index)] ?? '';
  const seqs = sums('seq');
  const times = sums('time');
  const readAts = sums('readAt');
  const levels = once(() => readAll(new Uint8Array(count), column('level').count));
  const lines = counts('lines');
  const flags = counts('flags');
  const starts = once(() => {
    const next = column('bytes').count;
    let start = 0;
    const all = new Uint32Array(count + 1);
    for (let index = 0; index < count; index++) {
      start += next() + 1;
      all[index + 1] = start;
    }
    return all;
  });
  const positions = once(() => {
    const expected = new Map<number, number>();
    const next = column('position').signed;
    const all = new Float64Array(count);
    for (let index = 0; index < count; index++) {
      const place = at(places.files(), index);
      const position = (expected.get(place) ?? 0) + next();
      all[index] = position;
      expected.set(place, position + at(starts(), index + 1) - at(starts(), index));
    }
    return all;
  });
  const named = <T>(name: Column, values: readonly T[]) =>
    once(() => Array.from(counts(name)(), (place) => (place === 0 ? null : (values[place - 1] ?? null))));
  const services = named('service', serviceNames);
  const groups = named('group', groupKeys);

  return {
    count,
    source,
    formats,
    format,
    seqs,
    times,
    levels,
    starts,
    services,
    groups,
    record: (index) => ({
      seq: at(seqs(), index),
      source,
      files: [...(files[at(places.files(), index)] ?? [])],
      position: at(positions(), index),
      time: at(times(), index),
      readAt: at(readAts(), index),
      level: at(levels(), index),
      service: services()[index] ?? null,
      lines: at(lines(), index),
      flags: at(flags(), index),
      format: format(index),
      group: groups()[index] ?? null,
    }),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function readAll<T extends Float64Array | Uint8Array>(into: T, next: () => number): T {
  for (let index = 0; index < into.length; index++) into[index] = next();
  return into;
}

function at(values: Float64Array | Uint8Array | Uint32Array, index: number): number {
  return values[index] ?? 0;
}
