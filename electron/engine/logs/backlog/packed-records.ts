import type { LogLevel } from '../../../../shared/domain/log-level.ts';
import type { ErrorGroupKey } from '../groups/group.ts';
import type { FoldSamples } from '../ingest/fold-window.ts';
import type { MadeRecords } from '../ingest/make-records.ts';
import type { LogLine } from '../line.ts';
import type { NamedColumn } from '../store/record-columns.ts';
import type { StoredRecord } from '../store/stored-record.ts';

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
