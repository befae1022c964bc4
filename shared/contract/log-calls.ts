/** The part of the contract that speaks of logs. */
import { z } from 'zod';
import {
  ERROR_GROUP_STATES,
  errorGroupSchema,
  logBucketSchema,
  logCursorSchema,
  logDetailSchema,
  logEntrySchema,
  logEvidenceSchema,
  logFilterSchema,
  logSourceSchema,
} from './log-schemas.ts';

const nothing = z.object({});
const groupId = z.string().min(1).max(200);
const limit = (most: number, usual: number) => z.number().int().min(1).max(most).default(usual);

export const logRequests = {
  logSources: { input: nothing, output: z.object({ sources: z.array(logSourceSchema) }) },
  /**
   * Records by time, newest first, older than `before` where given. A bad pattern in `search` is refused with the
   * code `invalid-search`.
   */
  logs: {
    input: logFilterSchema.extend({
      limit: limit(1000, 200),
      before: logCursorSchema.nullable().default(null),
    }),
    output: z.object({
      records: z.array(logEntrySchema),
      /**
       * For the next page; null where there is no older record that fits. A page may be short, even empty, and
       * still have a next one: a search looks through so much at a time and goes on where it is asked on.
       */
      next: logCursorSchema.nullable(),
    }),
  },
  /** What was read after `after` (null: nothing yet, which only tells `last`), the newest `limit` of it in the order of reading. */
  logsSince: {
    input: logFilterSchema.extend({ limit: limit(1000, 200), after: z.number().nullable() }),
    output: z.object({
      records: z.array(logEntrySchema),
      /** Records that fit and are left out, since more came than `limit`. */
      skipped: z.number(),
      /** For the next question. */
      last: z.number(),
    }),
  },
  logRecord: {
    input: z.object({ seq: z.number() }),
    output: z.object({ record: logDetailSchema.nullable() }),
  },
  /** Counts by level, from rollups: `search`, `service` and `group` do not restrict them. */
  logHistogram: {
    input: z.object({
      sources: z.array(z.string()).nullable().default(null),
      from: z.number(),
      to: z.number(),
      buckets: z.number().int().min(1).max(500).default(60),
    }),
    output: z.object({ bucketMs: z.number(), buckets: z.array(logBucketSchema) }),
  },
  /** Error groups seen since `since`, the last seen first. */
  errorGroups: {
    input: z.object({
      sources: z.array(z.string()).nullable().default(null),
      since: z.number(),
      states: z.array(z.enum(ERROR_GROUP_STATES)).nullable().default(null),
      /** Words in the title, whatever their case. */
      search: z.string().max(1000).default(''),
      limit: limit(1000, 200),
      trendBuckets: z.number().int().min(1).max(200).default(24),
    }),
    output: z.object({ groups: z.array(errorGroupSchema) }),
  },
  errorGroup: {
    input: z.object({
      id: groupId,
      since: z.number(),
      trendBuckets: z.number().int().min(1).max(200).default(48),
    }),
    output: z.object({
      group: errorGroupSchema.nullable(),
      /** Where the buckets of the trend begin, and how long each is. */
      from: z.number(),
      bucketMs: z.number(),
      /** The newest occurrences that are kept, newest first. */
      samples: z.array(logDetailSchema),
    }),
  },
  /** What the log sources of a monitor say about an instant, two minutes to either side. */
  logEvidence: {
    input: z.object({ monitorId: groupId, at: z.number(), limit: limit(200, 20) }),
    output: logEvidenceSchema,
  },
} as const;

export const logCommands = {
  /** Resolves, ignores or opens error groups. */
  setErrorGroups: {
    input: z.object({
      ids: z.array(groupId).min(1).max(1000),
      state: z.enum(['open', 'resolved', 'ignored']),
    }),
    output: z.object({ changed: z.number() }),
  },
  /** From now on, and for what is kept, these groups are one; remembered. */
  mergeErrorGroups: {
    input: z.object({ into: groupId, ids: z.array(groupId).min(1).max(100) }),
    output: nothing,
  },
  /** Takes a merged group out again. */
  splitErrorGroup: { input: z.object({ id: groupId }), output: nothing },
  /** Deletes every record that the search fits. */
  purgeLogs: {
    input: z.object({
      search: z.string().trim().min(1).max(1000),
      sources: z.array(z.string()).nullable().default(null),
    }),
    output: z.object({ deleted: z.number() }),
  },
  /** Adds a log source to the configuration file, which is created where there is none. */
  addLogDirectory: {
    input: z.object({ name: z.string().trim().min(1).max(100), dir: z.string().trim().min(1).max(4096) }),
    output: z.object({ file: z.string(), sourceId: z.string() }),
  },
} as const;

export const logEvents = {
  /** Something was read, at most four times a second; ask `logsSince` for it. */
  logs: z.object({
    at: z.number(),
    /** Number of the newest record. */
    last: z.number(),
    /** Lines that have no end yet. */
    partial: z.array(logEntrySchema),
  }),
  logSources: z.object({ sources: z.array(logSourceSchema) }),
  /** Error groups are new, came back, or were changed by hand. */
  errorGroups: z.object({ ids: z.array(z.string()) }),
} as const;
