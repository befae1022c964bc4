import { createRecordReader } from '../records/reader.ts';
import type { LogRecord } from '../records/record.ts';
import { RECORD_FLAGS, type StoredRecord } from './stored-record.ts';

/** What is kept of a record tells its time; a zone matters to none that is read again. */
const ZONE = 'UTC';

/**
 * Reads a stored record's lines again, for what is not stored beside them: message, fields, exception.
 * @param pattern the source's `pattern`, for records that were read by it
 */
export function rereadRecord(stored: StoredRecord, pattern: string | null): LogRecord {
  const parts = stored.format.split('>');
  const format = parts.at(-1) ?? 'plain';
  const own = format === 'pattern' ? pattern : null;
  const reader = createRecordReader({
    source: { format: 'auto', pattern: own, redact: [] },
    now: () => stored.readAt,
    zone: ZONE,
    state: {
      format: own === null ? format : null,
      envelope: parts.length > 1 ? (parts[0] ?? null) : null,
      timed: (stored.flags & RECORD_FLAGS.timeGuessed) === 0,
      recent: null,
    },
  });
  const read: LogRecord[] = [];
  for (const text of stored.raw.split('\n')) {
    read.push(...reader.push({ text, offset: stored.position, bytes: 0, truncated: false, harmless: true }));
  }
  read.push(...reader.flush('end'));
  return read[0] ?? bare(stored);
}

/** Lines that are all blank make no record by themselves. */
function bare({ raw, time, lines, position }: StoredRecord): LogRecord {
  return {
    time,
    timeGuessed: true,
    level: 'info',
    levelStated: false,
    message: raw,
    service: null,
    logger: null,
    fields: {},
    error: null,
    template: null,
    fingerprint: null,
    format: 'plain',
    lines,
    offset: position,
    bytes: 0,
    raw,
    truncated: false,
    continued: false,
    replaces: false,
  };
}
