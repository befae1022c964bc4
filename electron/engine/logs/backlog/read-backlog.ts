import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import { rememberingTools } from '../groups/group.ts';
import { makingRecords } from '../ingest/make-records.ts';
import { createRecordReader, type ReaderState } from '../records/reader.ts';
import { encodeLines, type EncodedLines } from '../store/block.ts';
import { packLines, unpackLines, type PackedLines } from './packed-lines.ts';
import { packRecords, unpackRecords, type PackedRecords } from './packed-records.ts';
import type { LogLine } from '../line.ts';
import type { MadeRecords } from '../ingest/make-records.ts';

/** Lines of one log, with all that has to be known to make records of them. Plain data. */
export interface BacklogJob {
  source: Pick<LogSourceConfig, 'id' | 'format' | 'pattern' | 'redact'>;
  zone: string;
  /** What the reader of the lines before left. */
  state: ReaderState | null;
  backfillTo: number;
  readAt: number;
  lines: PackedLines;
  /** Whether the log ends with them. */
  finished: boolean;
}

/** What came of a job. Plain data. */
export interface BacklogAnswer {
  records: PackedRecords;
  /** The lines of all records as a block has them; null where there is no record. */
  block: EncodedLines | null;
  state: ReaderState;
  /** Where the record begins that is still open; null where none is. */
  openSince: number | null;
}

/** What came of it, with its records whole. */
export interface BacklogRead extends Pick<MadeRecords, 'records' | 'errors'> {
  block: EncodedLines | null;
  state: ReaderState;
  openSince: number | null;
}

/** Makes records of many lines at once, wherever that is done. */
export interface Backlog {
  /** What comes in such amounts is given to `read`. */
  fromBytes: number;
  read: ReadBacklog;
}

export type ReadBacklog = (job: Omit<BacklogJob, 'lines'>, lines: readonly LogLine[]) => Promise<BacklogRead>;

/** Answers jobs; what makes fingerprints is remembered from one to the next. */
export function createBacklogReader(): (job: BacklogJob) => BacklogAnswer {
  const grouping = rememberingTools();
  return ({ source, zone, state, backfillTo, readAt, lines: packed, finished }) => {
    const reader = createRecordReader({ source, zone, state, skims: true, now: () => readAt });
    const lines = unpackLines(packed);
    const making = makingRecords(reader, { source: source.id, backfillTo, readAt, grouping });
    making.push(lines);
    if (finished) making.flush('end');
    return {
      records: packRecords(making, lines),
      block: making.records.length === 0 ? null : encodeLines(making.records),
      state: reader.state(),
      openSince: reader.openSince(),
    };
  };
}

/** Has `answer` read lines, which may be done in another thread. */
export function readingBacklog(answer: (job: BacklogJob) => Promise<BacklogAnswer>): ReadBacklog {
  return async (job, lines) => {
    const { records, ...rest } = await answer({ ...job, lines: packLines(lines) });
    return { ...rest, ...unpackRecords(records, lines) };
  };
}
