import { isAscii } from 'node:buffer';
import { LOG_LEVELS, type LogLevel } from '../../../../shared/domain/log-level.ts';
import type { ErrorGroupKey } from '../groups/group.ts';
import { foldableOf } from '../ingest/foldable-of.ts';
import { sampleOf, sampleOfBytes } from '../ingest/fold-sample.ts';
import type { FoldSamples } from '../ingest/fold-window.ts';
import type { MadeRecords, Origin } from '../ingest/make-records.ts';
import type { LogLine } from '../line.ts';
import type { LineTable } from '../line-table.ts';
import type { SkimmedLines } from '../records/skim-run.ts';
import { encodedLines, type EncodedLines } from '../store/block.ts';
import type { NamedColumn } from '../store/record-columns.ts';
import { RECORD_FLAGS, type StoredRecord } from '../store/stored-record.ts';
import { createValueTable } from '../store/value-table.ts';

/** Records as they go back from thread to thread. Most are one of the lines as it came, which the asking side has. */
export interface PackedRecords {
  readAt: number;
  /** Of each record the place of its line; -1 where `raws` has its lines. */
  places: Int32Array<ArrayBuffer>;
  positions: Float64Array<ArrayBuffer>;
  times: Float64Array<ArrayBuffer>;
  levels: Uint8Array<ArrayBuffer>;
  flags: Uint8Array<ArrayBuffer>;
  lines: Uint32Array<ArrayBuffer>;
  services: NamedColumn<string | null>;
  formats: NamedColumn<string>;
  /** What duplicates are known again by. */
  samples: FoldSamples;
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

const NEWLINE = Uint8Array.of(10);

/** Gathers records in their order. */
export interface RecordPacker extends SkimmedLines {
  addRecord: (record: StoredRecord, key: ErrorGroupKey | null) => void;
  records(): PackedRecords;
  /** The lines of all records as a block has them; null where there is no record. */
  block(): EncodedLines | null;
}

/**
 * @param given the lines that the records are made of
 * @param origin when they were read, and up to where they were there before their source was added
 */
export function createRecordPacker(
  given: LineTable,
  { readAt, backfillTo }: Pick<Origin, 'readAt' | 'backfillTo'>,
): RecordPacker {
  const services = createValueTable<string | null>();
  const formats = createValueTable<string>();
  const fingerprints = createValueTable<string>();
  const titles: string[] = [];
  const raws: string[] = [];
  const errors = { places: [] as number[], fingerprints: [] as number[], levels: [] as LogLevel[] };
  // Each record has a line of its own, at least.
  const places = new Int32Array(given.count);
  const positions = new Float64Array(given.count);
  const times = new Float64Array(given.count);
  const levels = new Uint8Array(given.count);
  const flags = new Uint8Array(given.count);
  const lines = new Uint32Array(given.count);
  const servicePlaces = new Uint32Array(given.count);
  const formatPlaces = new Uint32Array(given.count);
  const looks = new Int32Array(given.count);
  const checks = new Int32Array(given.count);
  const sample = { look: 0, check: 0 };
  const givenIsAscii = isAscii(given.bytes);
  let count = 0;
  let line = 0;

  /** The place of the line that the record is; -1 where it is none as it came. */
  function placeOf({ position, raw }: StoredRecord): number {
    while (line < given.count - 1 && given.offset(line) < position) line += 1;
    return given.offset(line) === position && given.line(line).text === raw ? line : -1;
  }

  /** The lines of all records, parted by newlines; those of neighbours are one piece. */
  function block(): EncodedLines {
    const bytes = new Uint32Array(count);
    const pieces: Uint8Array[] = [];
    let own = 0;
    for (let index = 0; index < count;) {
      if (index > 0) pieces.push(NEWLINE);
      const first = places[index] ?? -1;
      if (first === -1) {
        const raw = Buffer.from(raws[own++] ?? '');
        pieces.push(raw);
        bytes[index++] = raw.length;
        continue;
      }
      const from = index;
      for (; index < count && places[index] === first + index - from; index += 1)
        bytes[index] = given.end(first + index - from) - given.start(first + index - from);
      pieces.push(given.bytes.subarray(given.start(first), given.end(first + index - from - 1)));
    }
    return encodedLines(pieces, bytes);
  }

  return {
    add(index, { time, level, service, logger }, format) {
      const position = given.offset(index);
      line = index;
      places[count] = index;
      positions[count] = position;
      times[count] = time;
      levels[count] = LOG_LEVELS.indexOf(level);
      flags[count] = position < backfillTo ? RECORD_FLAGS.backfilled : 0;
      lines[count] = 1;
      servicePlaces[count] = services.place(service ?? logger);
      formatPlaces[count] = formats.place(format);
      if (givenIsAscii) sampleOfBytes(given.bytes, given.start(index), given.end(index), time, sample);
      else sampleOf(given.line(index).text, time, sample);
      looks[count] = sample.look;
      checks[count] = sample.check;
      count += 1;
    },
    takeBack() {
      count -= 1;
    },
    addRecord(record, key) {
      const place = placeOf(record);
      if (place === -1) raws.push(record.raw);
      places[count] = place;
      positions[count] = record.position;
      times[count] = record.time;
      levels[count] = record.level;
      flags[count] = record.flags;
      lines[count] = record.lines;
      servicePlaces[count] = services.place(record.service);
      formatPlaces[count] = formats.place(record.format);
      const { raw, time } = foldableOf(record);
      sampleOf(raw, time, sample);
      looks[count] = sample.look;
      checks[count] = sample.check;
      if (key) {
        errors.places.push(count);
        errors.fingerprints.push(fingerprints.place(key.fingerprint));
        errors.levels.push(key.level);
        titles.push(key.title);
      }
      count += 1;
    },
    records: () => ({
      readAt,
      places: places.slice(0, count),
      positions: positions.slice(0, count),
      times: times.slice(0, count),
      levels: levels.slice(0, count),
      flags: flags.slice(0, count),
      lines: lines.slice(0, count),
      services: { values: services.values, places: servicePlaces.slice(0, count) },
      formats: { values: formats.values, places: formatPlaces.slice(0, count) },
      samples: { looks: looks.slice(0, count), checks: checks.slice(0, count) },
      raws,
      errors: { ...errors, fingerprintNames: fingerprints.values, titles: titles.join('\n') },
    }),
    block: () => (count === 0 ? null : block()),
  };
}

/** The buffers that hold the columns, each of its own. */
export function columnBuffers(packed: PackedRecords): ArrayBuffer[] {
  const { places, positions, times, levels, flags, lines, services, formats, samples } = packed;
  const columns = [places, positions, times, levels, flags, lines, services.places, formats.places];
  return [...columns, samples.looks, samples.checks].map(({ buffer }) => buffer);
}

/** @param given the lines that they were made of */
export function unpackRecords(
  packed: PackedRecords,
  given: readonly LogLine[],
): Pick<MadeRecords, 'records' | 'errors'> {
  let ownRaws = 0;
  const records = Array.from(packed.places, (place, index) =>
    recordAt(packed, index, place === -1 ? packed.raws[ownRaws++] : given[place]?.text),
  );
  const errors = new Map<StoredRecord, ErrorGroupKey>();
  for (const { index, key } of errorsOf(packed)) {
    const record = records[index];
    if (record) errors.set(record, key);
  }
  return { records, errors };
}

/** Those of the records that belong to an error group, whole, and where they stand. */
export function* errorRecords(
  packed: PackedRecords,
  given: readonly LogLine[],
): Generator<{ index: number; record: StoredRecord; key: ErrorGroupKey }> {
  let next = 0;
  let ownRaws = 0;
  for (const { index, key } of errorsOf(packed)) {
    for (; next < index; next += 1) if (packed.places[next] === -1) ownRaws += 1;
    const place = packed.places[index] ?? -1;
    const raw = place === -1 ? packed.raws[ownRaws] : given[place]?.text;
    yield { index, key, record: recordAt(packed, index, raw) };
  }
}

function recordAt(packed: PackedRecords, index: number, raw = ''): StoredRecord {
  const { services, formats } = packed;
  return {
    seq: 0,
    source: 0,
    files: NO_FILES,
    position: packed.positions[index] ?? 0,
    time: packed.times[index] ?? 0,
    readAt: packed.readAt,
    level: packed.levels[index] ?? 0,
    service: services.values[services.places[index] ?? 0] ?? null,
    lines: packed.lines[index] ?? 0,
    flags: packed.flags[index] ?? 0,
    format: formats.values[formats.places[index] ?? 0] ?? '',
    group: null,
    raw,
  };
}

function* errorsOf({ errors }: PackedRecords): Generator<{ index: number; key: ErrorGroupKey }> {
  const titles = errors.titles.split('\n');
  for (const [place, index] of errors.places.entries()) {
    const fingerprint = errors.fingerprintNames[errors.fingerprints[place] ?? 0] ?? '';
    const key = { fingerprint, title: titles[place] ?? '', level: errors.levels[place] ?? 'error' };
    yield { index, key };
  }
}

const NO_FILES: number[] = [];
