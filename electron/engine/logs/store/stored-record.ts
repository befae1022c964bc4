/** What is remembered of a record beside its lines; the lines are read again where more is asked. */
export interface StoredRecord {
  /** Numbers records in the order in which they were read, over all sources. */
  seq: number;
  /** Key of its source. */
  source: number;
  /** Key of the file that it came from. Files that a duplicate was folded into it from stand in the table `also_in`. */
  files: number[];
  /** Where it begins in the first of them, in bytes of the decompressed text. */
  position: number;
  /** Epoch milliseconds, stated or guessed. */
  time: number;
  readAt: number;
  /** Index into LOG_LEVELS. */
  level: number;
  /** Its service, or its logger where no service is named. */
  service: string | null;
  /** Lines it spans, those not kept included. */
  lines: number;
  /** Sum of RECORD_FLAGS. */
  flags: number;
  /** `FORMAT`, or `CONTAINER>FORMAT`: how `raw` is read again. */
  format: string;
  /** Key of its error group; null below level error. */
  group: number | null;
  /** The kept lines as they came, redacted, joined by `\n`. */
  raw: string;
}

/** Bits of `flags`; stored, so their values never change. */
export const RECORD_FLAGS = {
  /** It states no time. */
  timeGuessed: 1,
  /** It names no level itself. */
  levelDerived: 2,
  /** Part of a line or further lines were not kept. */
  truncated: 4,
  /** It continues a record which had been closed for longer than a minute. */
  continued: 8,
  /** Read at first contact: it was there before Watchpost looked. */
  backfilled: 16,
  /** The first of its error group. */
  newGroup: 32,
  /** Its error group was resolved and is open again with it. */
  regressed: 64,
} as const;
