import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import type { LogRecord } from '../records/record.ts';
import { RECORD_FLAGS, type StoredRecord } from '../store/stored-record.ts';

/** When and how a record was read. */
export interface Reading {
  readAt: number;
  /** Name of the container around its lines; null where there is none. */
  envelope: string | null;
  /** What lies before it in the file was there when the source was added. */
  backfillTo: number;
}

const NO_FILES: number[] = [];

/** A record as it is stored, without number, source, file and group. */
export function storedOf(record: LogRecord, { readAt, envelope, backfillTo }: Reading): StoredRecord {
  return {
    seq: 0,
    source: 0,
    files: NO_FILES,
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
