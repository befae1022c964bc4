import type { LogCursor, LogEntry, LogFilter } from '../../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../records/level.ts';
import { recordJson, type LogRecordJson } from '../records/record.ts';
import { entryOf, type Hit } from './hit.ts';
import { groupKeys, newest } from './newest.ts';
import { createRecordFilter } from './record-filter.ts';
import type { SourceSettings } from './settings.ts';
import { createNames, type LogTables, type Names } from './tables.ts';

export interface LogsInput extends LogFilter {
  settings: readonly SourceSettings[];
  limit: number;
  before: LogCursor | null;
  /** Bytes to look through at most, where that is to be less than usual. */
  mostBytes?: number;
}

export interface Page<T> {
  records: T[];
  /** For the next page; null where there is no older record that fits. */
  next: LogCursor | null;
}

/** Records by time, newest first. A page may be short, even empty, and still have a next one: ask on. */
export function logsQuery(tables: LogTables) {
  return (input: LogsInput): Page<LogEntry> => page(tables, input, entryOf);
}

/** The same as the command line prints them, and the number of the newest record, to follow on from. */
export function printedLogsQuery(tables: LogTables) {
  return (input: LogsInput): Page<PrintedRecord> & { last: number } => ({
    ...page(tables, input, printed),
    last: tables.rows.last.get() ?? 0,
  });
}

function page<T>(tables: LogTables, input: LogsInput, tell: (hit: Hit, names: Names) => T): Page<T> {
  const names = createNames(tables, input.settings);
  const filter = createRecordFilter(input, names);
  const groups = groupKeys(tables, input.group);
  // One more than is asked for tells whether there is a next page.
  const { before, limit, mostBytes } = input;
  const { hits, stoppedAt } = newest(tables, names, {
    filter,
    before,
    limit: limit + 1,
    groups,
    ...(mostBytes === undefined ? {} : { mostBytes }),
  });
  const shown = hits.slice(0, limit);
  const last = hits.length > limit ? shown.at(-1)?.stored : stoppedAt;
  return {
    records: shown.map((hit) => tell(hit, names)),
    next: last ? { time: last.time, seq: last.seq } : null,
  };
}

/** A record as `watchpost logs` prints it. */
export type PrintedRecord = Omit<LogRecordJson, 'timeGuessed' | 'continued' | 'partial'> & {
  error: { name: string | null; message: string; stack: string | null } | null;
};

export function printed(hit: Hit): PrintedRecord {
  const { stored, source } = hit;
  // Time, level and lines as they were when it was read: the lines by themselves may not tell them.
  const read = recordJson(hit.whole(), { source, file: hit.files()[0] ?? '' });
  const { error } = read;
  return {
    time: new Date(stored.time).toISOString(),
    level: LOG_LEVELS[stored.level] ?? 'info',
    source,
    file: read.file,
    message: read.message,
    service: stored.service,
    fields: read.fields,
    error: error && { name: error.name, message: error.message, stack: error.stack },
    lines: stored.lines,
  };
}
