import { z } from 'zod';
import { LOG_LEVELS } from '../domain/log-level.ts';

/** Epoch milliseconds. */
const time = z.number();
export const logLevelSchema = z.enum(LOG_LEVELS);

/** One configured log directory and how reading it goes. */
export const logSourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  dir: z.string(),
  /** Ids of the monitors whose logs these are. */
  monitors: z.array(z.string()),
  /** `unknown` while not all of it can be read; `reason` then names the place and the remedy. */
  state: z.enum(['ok', 'unknown']),
  reason: z.string().nullable(),
  /** Files that are read at present. */
  files: z.number(),
  /** When the newest record was read; null while there is none. */
  lastReadAt: time.nullable(),
});
export type LogSource = z.infer<typeof logSourceSchema>;

/** Where a record stands in the order of lists: by time, then by the order of reading. */
export const logCursorSchema = z.object({ time, seq: z.number() });
export type LogCursor = z.infer<typeof logCursorSchema>;

/** A record as lists show it. */
export const logEntrySchema = z.object({
  /** Numbers records in the order in which they were read; names the record for good. Null for a partial line. */
  seq: z.number().nullable(),
  time,
  /** True where the record states no time and `time` is when it was read. */
  timeGuessed: z.boolean(),
  level: logLevelSchema,
  source: z.string(),
  /** Relative to the source's directory; several where the same record came from several files. */
  files: z.array(z.string()),
  service: z.string().nullable(),
  /** The first 2,000 characters; `logRecord` has all of it. */
  message: z.string(),
  /** Name and message of the exception that it carries, in one line. */
  error: z.string().nullable(),
  lines: z.number(),
  /** Id of the error group it belongs to. */
  group: z.string().nullable(),
  /** True for a line that has no end yet. */
  partial: z.boolean(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** A whole record. */
export const logDetailSchema = logEntrySchema.extend({
  logger: z.string().nullable(),
  message: z.string(),
  fields: z.record(z.string(), z.unknown()),
  exception: z
    .object({ name: z.string().nullable(), message: z.string(), stack: z.string().nullable() })
    .nullable(),
  /** How it was read. */
  format: z.string(),
  /** When it was read. */
  readAt: time,
  /** Byte offset in its file, decompressed. */
  offset: z.number(),
  /** True where part of a line or further lines were not kept. */
  truncated: z.boolean(),
  /** True for lines that continue a record which had been closed for longer than a minute. */
  continued: z.boolean(),
  /** The lines as they came, redacted. */
  raw: z.string(),
});
export type LogDetail = z.infer<typeof logDetailSchema>;

/** Which records are meant; null means no restriction. */
export const logFilterSchema = z.object({
  sources: z.array(z.string()).nullable().default(null),
  /** This level or worse. */
  level: logLevelSchema.nullable().default(null),
  service: z.string().nullable().default(null),
  /**
   * Words that must all occur, whatever their case: `"quotes"` keep spaces, `-word` excludes, `/RE2/` is a pattern,
   * `field:value` asks for a field.
   */
  search: z.string().max(1000).default(''),
  /** From this instant on. */
  from: time.nullable().default(null),
  /** Before this instant. */
  to: time.nullable().default(null),
  /** Only occurrences of this error group. */
  group: z.string().nullable().default(null),
});
export type LogFilter = z.infer<typeof logFilterSchema>;

/** Records of each level in one bucket of time, in the order of LOG_LEVELS. */
export const logBucketSchema = z.object({ at: time, counts: z.array(z.number()) });
export type LogBucket = z.infer<typeof logBucketSchema>;

export const ERROR_GROUP_STATES = ['open', 'regressed', 'resolved', 'ignored'] as const;

/** All occurrences of the same error. */
export const errorGroupSchema = z.object({
  /** Its fingerprint. */
  id: z.string(),
  /** Where it occurred. */
  sources: z.array(z.string()),
  service: z.string().nullable(),
  title: z.string(),
  level: logLevelSchema,
  /** `regressed` is open again after it had been resolved. */
  state: z.enum(ERROR_GROUP_STATES),
  count: z.number(),
  firstSeen: time,
  lastSeen: time,
  /** Occurrences over the asked span, oldest first, in equal buckets. */
  trend: z.array(z.number()),
  /** Other groups that were merged into this one by hand. */
  merged: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type ErrorGroup = z.infer<typeof errorGroupSchema>;

/** What logs say about an instant: records and first-seen groups around it. */
export const logEvidenceSchema = z.object({
  from: time,
  to: time,
  /** Groups whose first occurrence ever lies in the span, oldest first. */
  groups: z.array(errorGroupSchema),
  /** The worst records of the span, oldest first. */
  records: z.array(logEntrySchema),
  /** Records in the span beyond those listed. */
  more: z.number(),
});
export type LogEvidence = z.infer<typeof logEvidenceSchema>;
