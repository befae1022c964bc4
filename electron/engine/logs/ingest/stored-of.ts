import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import type { LogRecord } from '../records/record.ts';
import { RECORD_FLAGS, type StoredRecord } from '../store/stored-record.ts';

/** Where and when a record was read. */
export interface Reading {
  source: number;
  file: number;
  readAt: number;
  /** Name of the container around its lines; null where there is none. */
  envelope: string | null;
  /** What lies before it in the file was there when the source was added. */
  backfillTo: number;
}

/** A record as it is stored, without its group. */
export function storedOf(record: LogRecord, seq: number, reading: Reading): StoredRecord {
  const { source, file, readAt, envelope, backfillTo } = reading;
  return {
    seq,
    source,
    files: [file],
    position: record.offset,
    time: record.time,
    readAt,
    level: LOG_LEVELS.indexOf(record.level),
    service: record.service ?? record.logger,
    lines: record.lines,
    flags: flagsOf(record) | (record.offset < backfillTo ? RECORD_FLAGS.backfilled : 0),
    format: envelope === null ? record.format : `${envelope}>${record.format}`,
    group: null,
    raw: record.raw,
  };
}

function flagsOf({ timeGuessed, levelStated, truncated, continued }: LogRecord): number {
  return (
    (timeGuessed ? RECORD_FLAGS.timeGuessed : 0) |
    (levelStated ? 0 : RECORD_FLAGS.levelDerived) |
    (truncated ? RECORD_FLAGS.truncated : 0) |
    (continued ? RECORD_FLAGS.continued : 0)
  );
}
