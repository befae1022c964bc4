import type { ErrorGroupKey } from '../groups/group.ts';
import type { LogLevel } from '../records/level.ts';
import type { MadeRecords } from '../ingest/make-records.ts';
import type { LogLine } from '../line.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { createValueTable } from '../store/value-table.ts';

/** Records as they go back from thread to thread. Most are one of the lines as it came, which the asking side has. */
export interface PackedRecords {
  readAt: number;
  /** Of each record the place of its line; -1 where `raws` has its lines. */
  places: Int32Array;
  positions: Float64Array;
  times: Float64Array;
  levels: Uint8Array;
  flags: Uint8Array;
  lines: Uint32Array;
  /** Of each record the place of its service in `serviceNames`, and of its format in `formatNames`. */
  services: Uint32Array;
  formats: Uint32Array;
  serviceNames: (string | null)[];
  formatNames: string[];
  /** In the order of the records. */
  raws: string[];
  errors: PackedErrors;
}

/** Which records belong to an error group; every column is in the order of `places`. */
interface PackedErrors {
  /** Of the records. */
  places: number[];
  /** Of each its fingerprint's place in `fingerprintNames`. */
  fingerprints: number[];
  fingerprintNames: string[];
  /** Joined by newlines: a title has none. */
  titles: string;
  levels: LogLevel[];
}

/** @param given the lines that the records were made of */
export function packRecords(
  { records, errors }: Pick<MadeRecords, 'records' | 'errors'>,
  given: readonly LogLine[],
): PackedRecords {
  const count = records.length;
  const services = createValueTable<string | null>();
  const formats = createValueTable<string>();
  const fingerprints = createValueTable<string>();
  const titles: string[] = [];
  const packed: PackedRecords = {
    readAt: records[0]?.readAt ?? 0,
    places: new Int32Array(count),
    positions: new Float64Array(count),
    times: new Float64Array(count),
    levels: new Uint8Array(count),
    flags: new Uint8Array(count),
    lines: new Uint32Array(count),
    services: new Uint32Array(count),
    formats: new Uint32Array(count),
    serviceNames: services.values,
    formatNames: formats.values,
    raws: [],
    errors: {
      places: [],
      fingerprints: [],
      fingerprintNames: fingerprints.values,
      titles: '',
      levels: [],
    },
  };
  let line = 0;
  for (const [index, record] of records.entries()) {
    while (line < given.length - 1 && (given[line]?.offset ?? 0) < record.position) line += 1;
    const isLine = given[line]?.offset === record.position && given[line]?.text === record.raw;
    packed.places[index] = isLine ? line : -1;
    if (!isLine) packed.raws.push(record.raw);
    packed.positions[index] = record.position;
    packed.times[index] = record.time;
    packed.levels[index] = record.level;
    packed.flags[index] = record.flags;
    packed.lines[index] = record.lines;
    packed.services[index] = services.place(record.service);
    packed.formats[index] = formats.place(record.format);
    const key = errors.get(record);
    if (!key) continue;
    packed.errors.places.push(index);
    packed.errors.fingerprints.push(fingerprints.place(key.fingerprint));
    packed.errors.levels.push(key.level);
    titles.push(key.title);
  }
  packed.errors.titles = titles.join('\n');
  return packed;
}

/** @param given the lines that `packRecords` was given */
export function unpackRecords(
  packed: PackedRecords,
  given: readonly LogLine[],
): Pick<MadeRecords, 'records' | 'errors'> {
  const { readAt, positions, times, levels, flags, lines, services, formats, raws } = packed;
  let ownRaws = 0;
  const records = Array.from(packed.places, (place, index): StoredRecord => {
    const raw = place === -1 ? raws[ownRaws++] : given[place]?.text;
    return {
      seq: 0,
      source: 0,
      files: NO_FILES,
      position: positions[index] ?? 0,
      time: times[index] ?? 0,
      readAt,
      level: levels[index] ?? 0,
      service: packed.serviceNames[services[index] ?? 0] ?? null,
      lines: lines[index] ?? 0,
      flags: flags[index] ?? 0,
      format: packed.formatNames[formats[index] ?? 0] ?? '',
      group: null,
      raw: raw ?? '',
    };
  });
  const errors = new Map<StoredRecord, ErrorGroupKey>();
  const titles = packed.errors.titles.split('\n');
  for (const [index, place] of packed.errors.places.entries()) {
    const record = records[place];
    const fingerprint = packed.errors.fingerprintNames[packed.errors.fingerprints[index] ?? 0] ?? '';
    const level = packed.errors.levels[index] ?? 'error';
    if (record) errors.set(record, { fingerprint, title: titles[index] ?? '', level });
  }
  return { records, errors };
}

const NO_FILES: number[] = [];
