import type { LogRecord } from '../records/record.ts';
import { LOG_LEVELS } from '../records/level.ts';
import { RECORD_FLAGS, type StoredRecord } from '../store/stored-record.ts';
import type { LogDetail, LogEntry } from '../../../../shared/contract/log-schemas.ts';
import { errorLine } from '../search/texts-of.ts';
import type { SearchedRecord } from '../search/searched-record.ts';
import type { Names } from './tables.ts';

/** A stored record with its names; its lines are read again when they are asked for, once. */
export interface Hit extends SearchedRecord {
  stored: StoredRecord;
  whole: () => LogRecord;
}

export function createHit(stored: StoredRecord, names: Names): Hit {
  let read: LogRecord | null = null;
  return {
    stored,
    raw: stored.raw,
    format: stored.format,
    level: stored.level,
    service: stored.service,
    source: names.source(stored.source),
    files: () => names.files(stored.source, [...stored.files, ...names.alsoIn(stored.seq)]),
    whole: () => (read ??= names.reread(stored)),
  };
}

/** What a list shows of a message. */
const SHOWN = 2000;

/** A record as lists show it. */
export function entryOf(hit: Hit, names: Names): LogEntry & { seq: number } {
  const { stored } = hit;
  const { message, error } = hit.whole();
  return {
    seq: stored.seq,
    time: stored.time,
    timeGuessed: (stored.flags & RECORD_FLAGS.timeGuessed) !== 0,
    level: LOG_LEVELS[stored.level] ?? 'info',
    source: hit.source,
    files: [...hit.files()],
    service: stored.service,
    message: message.slice(0, SHOWN).toWellFormed(),
    error: error ? errorLine(error).replaceAll(/\s+/gu, ' ').slice(0, SHOWN).toWellFormed() : null,
    lines: stored.lines,
    group: names.group(stored.group),
    partial: false,
  };
}

/** A whole record. */
export function detailOf(hit: Hit, names: Names): LogDetail {
  const { stored } = hit;
  const { message, logger, fields, error } = hit.whole();
  return {
    ...entryOf(hit, names),
    message,
    logger,
    fields,
    exception: error && { name: error.name, message: error.message, stack: error.stack },
    format: stored.format,
    readAt: stored.readAt,
    offset: stored.position,
    truncated: (stored.flags & RECORD_FLAGS.truncated) !== 0,
    continued: (stored.flags & RECORD_FLAGS.continued) !== 0,
    raw: stored.raw,
  };
}
