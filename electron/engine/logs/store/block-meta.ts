import { createByteReader } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { pack, unpack } from './packed.ts';
import type { NamedColumn, RecordColumns } from './record-columns.ts';
import type { StoredRecord } from './stored-record.ts';

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
export function encodeMeta(records: RecordColumns, bytes: Uint32Array): Uint8Array {
  const { files, services, formats, groups } = records;
  const serviceNames = withoutNull(services);
  const groupKeys = withoutNull(groups);
  const all = createByteWriter();
  all.count(bytes.length);
  all.count(records.source);
  for (const values of [files.values, serviceNames.values, formats.values]) {
    all.count(values.length);
    for (const value of values) all.text(value);
  }
  all.count(groupKeys.values.length);
  for (const value of groupKeys.values) all.count(value);
  const columns: Record<Column, Uint8Array> = {
    seq: differences(records.seqs),
    files: counts(files.places),
    position: differences(records.positions, expectedPositions(records, bytes)),
    time: differences(records.times),
    readAt: differences(records.readAts),
    level: counts(records.levels),
    service: counts(serviceNames.places),
    lines: counts(records.lines),
    flags: counts(records.flags),
    format: counts(formats.places),
    group: counts(groupKeys.places),
    bytes: counts(bytes),
  };
  for (const name of COLUMNS) all.part(columns[name]);
  return pack(all.bytes());
}

type Numbers = Float64Array | Uint32Array | Uint8Array;

function counts(values: Numbers): Uint8Array {
  const writer = createByteWriter();
  for (let index = 0; index < values.length; index++) writer.count(at(values, index));
  return writer.bytes();
}

/** What each differs from what is expected: where nothing is said, the one before. */
function differences(values: Float64Array, expected?: Float64Array): Uint8Array {
  const writer = createByteWriter();
  let before = 0;
  for (let index = 0; index < values.length; index++) {
    const value = at(values, index);
    writer.signed(value - (expected ? at(expected, index) : before));
    before = value;
  }
  return writer.bytes();
}

/** Behind the record before of the same files. */
function expectedPositions({ files, positions }: RecordColumns, bytes: Uint32Array): Float64Array {
  const ends = new Float64Array(files.values.length);
  const expected = new Float64Array(positions.length);
  for (let index = 0; index < positions.length; index++) {
    const place = at(files.places, index);
    expected[index] = at(ends, place);
    ends[place] = at(positions, index) + at(bytes, index) + 1;
  }
  return expected;
}

/** Places from 1 up in the values that are not null; 0 stands for null. */
function withoutNull<T>({ values, places }: NamedColumn<T | null>): NamedColumn<T> {
  const kept = values.filter((value): value is T & {} => value !== null);
  let next = 0;
  const numbers = Uint32Array.from(values, (value) => (value === null ? 0 : (next += 1)));
  return { values: kept, places: places.map((place) => at(numbers, place)) };
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

function at(values: Numbers, index: number): number {
  return values[index] ?? 0;
}
