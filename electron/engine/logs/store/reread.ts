import { createRecordReader, type RecordReader } from '../records/reader.ts';
import type { LogRecord } from '../records/record.ts';
import { RECORD_FLAGS, type StoredRecord } from './stored-record.ts';

/** What is kept of a record tells its time; a zone matters to none that is read again. */
const ZONE = 'UTC';

/** Reads stored records' lines again, for what is not stored beside them: message, fields, exception. */
export type Rereader = (stored: StoredRecord, pattern: string | null) => LogRecord;

/**
 * Keeps its readers for one question: making one takes longer than reading a line with it.
 * A `pattern` is that of the record's source, for records that were read by it.
 */
export function createRereader(): Rereader {
  const kept = new Map<string, { reader: RecordReader; clock: { now: number } }>();
  return (stored, pattern) => {
    const isTimed = (stored.flags & RECORD_FLAGS.timeGuessed) === 0;
    const key = JSON.stringify([stored.format, isTimed, pattern]);
    const clock = kept.get(key)?.clock ?? { now: 0 };
    const reader = kept.get(key)?.reader ?? readerFor(stored.format, isTimed, pattern, clock);
    const before = reader.state();
    clock.now = stored.readAt;
    const read: LogRecord[] = [];
    for (const text of stored.raw.split('\n')) {
      const line = { text, offset: stored.position, bytes: 0, truncated: false, harmless: true };
      read.push(...reader.push(line));
    }
    read.push(...reader.flush('end'));
    const after = reader.state();
    // A line that led it to another format must not colour the next record.
    const isSame =
      after.format === before.format && after.envelope === before.envelope && after.timed === before.timed;
    if (isSame) kept.set(key, { reader, clock });
    else kept.delete(key);
    return read[0] ?? bare(stored);
  };
}

export function rereadRecord(stored: StoredRecord, pattern: string | null): LogRecord {
  return createRereader()(stored, pattern);
}

function readerFor(
  stored: string,
  timed: boolean,
  pattern: string | null,
  clock: { now: number },
): RecordReader {
  const parts = stored.split('>');
  const format = parts.at(-1) ?? 'plain';
  const own = format === 'pattern' ? pattern : null;
  return createRecordReader({
    source: { format: 'auto', pattern: own, redact: [] },
    now: () => clock.now,
    zone: ZONE,
    state: {
      format: own === null ? format : null,
      envelope: parts.length > 1 ? (parts[0] ?? null) : null,
      timed,
      recent: null,
    },
  });
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
