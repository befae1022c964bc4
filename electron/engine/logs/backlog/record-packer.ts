import { LOG_LEVELS, type LogLevel } from '../../../../shared/domain/log-level.ts';
import type { ErrorGroupKey } from '../groups/group.ts';
import { foldableOf } from '../ingest/foldable-of.ts';
import { sampleOf, sampleOfBytes } from '../ingest/fold-sample.ts';
import type { Origin } from '../ingest/make-records.ts';
import type { LineTable } from '../line-table.ts';
import type { SkimmedLines } from '../records/skim-run.ts';
import { encodedLines, type EncodedLines } from '../store/block.ts';
import { RECORD_FLAGS, type StoredRecord } from '../store/stored-record.ts';
import { createValueTable } from '../store/value-table.ts';
import type { PackedRecords } from './packed-records.ts';

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
      sampleOfBytes(given.bytes, given.start(index), given.end(index), time, sample);
      looks[count] = sample.look;
      checks[count] = sample.check;
      count += 1;
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
