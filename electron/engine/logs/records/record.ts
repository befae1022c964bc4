import type { LogLevel } from './level.ts';

/** An exception, panic or error value that a record carries. Of a chain the outermost, in Python the last. */
export interface LogError {
  /** Its type, such as `TypeError`; null where only a text is known. */
  name: string | null;
  message: string;
  stack: string | null;
  /** Types of what caused it, outermost first; left out where there is none. */
  causes?: string[];
}

/** One logical entry of a log, however many lines it spans. Secrets are redacted in all of it. */
export interface LogRecord {
  /** Epoch milliseconds. */
  time: number;
  /** True where the record states no time and `time` is when it was read. */
  timeGuessed: boolean;
  level: LogLevel;
  /** Whether the record itself names its level; else it was derived. */
  levelStated: boolean;
  message: string;
  service: string | null;
  logger: string | null;
  /** What else the record states, by its own names. */
  fields: Record<string, unknown>;
  error: LogError | null;
  /** The message template it carries, such as Serilog's `@mt`. */
  template: string | null;
  /** The fingerprint that the application itself names. */
  fingerprint: string | null;
  /** Name of the format it was read by. */
  format: string;
  /** Lines it spans, those not kept included. */
  lines: number;
  /** Where its first line begins, and the bytes up to the end of its last one. */
  offset: number;
  bytes: number;
  /** The kept lines as they came, without escape sequences, redacted, joined by `\n`. */
  raw: string;
  /** True where part of a line or further lines were not kept. */
  truncated: boolean;
  /** True for lines that continue a record which had been closed for longer than a minute. */
  continued: boolean;
  /** True where a record at the same offset was handed out before, closed by silence, and has grown since. */
  replaces: boolean;
  /** True for what the live tail shows of a line that has no end yet; never stored. */
  partial?: boolean;
}

/** A record as `logs` and `logs parse` print it. `service` is the logger where no service is named. */
export interface LogRecordJson {
  /** ISO 8601, UTC, milliseconds. */
  time: string;
  /** Only there where no time was stated. */
  timeGuessed?: true;
  level: LogLevel;
  source: string | null;
  file: string;
  message: string;
  service: string | null;
  fields: Record<string, unknown>;
  error: LogError | null;
  lines: number;
  continued?: true;
  partial?: true;
}

export function recordJson(record: LogRecord, place: { source: string | null; file: string }): LogRecordJson {
  const { service, logger, fields } = record;
  return {
    time: new Date(record.time).toISOString(),
    ...(record.timeGuessed ? { timeGuessed: true } : {}),
    level: record.level,
    source: place.source,
    file: place.file,
    message: record.message,
    service: service ?? logger,
    fields: service !== null && logger !== null && !('logger' in fields) ? { ...fields, logger } : fields,
    error: record.error,
    lines: record.lines,
    ...(record.continued ? { continued: true } : {}),
    ...(record.partial ? { partial: true } : {}),
  };
}
