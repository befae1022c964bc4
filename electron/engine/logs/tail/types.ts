import type { StandingLines } from '../framing.ts';
import type { LogLine } from '../line.ts';

/** The log that lines belong to, by what it is called now. */
export interface TailFileRef {
  source: string;
  /** Names the log within its source for good, whatever its file is called: `TailCheckpoint.log`. */
  log: number;
  /** Absolute path of the file that carries the log; the last one known where the file is gone. */
  path: string;
}

/**
 * How far a log is stored, and how to know it again. All offsets count bytes of the text, decompressed where the
 * file is gzip. Fingerprints are hashes: no byte of a log goes anywhere through a checkpoint.
 */
export interface TailCheckpoint {
  /** Unique within the source; never used again. */
  log: number;
  path: string;
  /** `device:inode` of the file when it was last seen. */
  fileId: string;
  /** Fingerprint of the first `headBytes` bytes, 1,000 at most. */
  head: string;
  headBytes: number;
  /** Everything before it is stored. */
  offset: number;
  /** Fingerprint of the last 1,000 bytes before `offset` (fewer where there are fewer). */
  tail: string;
  /** Size of the text when it was last seen; for gzip as far as it was decompressed. */
  size: number;
  /** Rotated, compressed or deleted, and read to its end: its disappearance is no loss. */
  finished: boolean;
}

/** Why bytes of a log are in no record. */
export type GapReason =
  /** A hole of NUL bytes. */
  | 'nul'
  /** The file was cut or written anew before these bytes were read. */
  | 'truncated'
  /** The file went away before these bytes were read. */
  | 'gone'
  /** The gzip file ends early or is damaged; what is missing is not known. */
  | 'gzip';

/** A named loss. */
export interface Gap {
  offset: number;
  /** What was seen there and not read; more that nobody saw may be gone with it. Null where nothing was seen. */
  bytes: number | null;
  reason: GapReason;
}

/** What was read of one log in one turn. */
export interface TailBatch {
  file: TailFileRef;
  /** Whole lines in the order of the file. Empty where only the checkpoint or a gap is news. */
  lines: LogLine[];
  /** For the end of the last line. */
  checkpoint: TailCheckpoint;
  /**
   * The same for another offset: the start or the end of a line of this batch, the end of the batch before, or the
   * offset that the consumer last answered.
   * @throws RangeError for any other
   */
  checkpointAt(offset: number): TailCheckpoint;
  gaps: Gap[];
  /** See `Framed`; null as soon as other bytes may be where they were, which is when `accept` first waits. */
  standing: StandingLines | null;
}

/** Who stores the lines. */
export interface TailConsumer {
  /**
   * Stores lines, gaps and checkpoint in one transaction. Resolves once that is committed; nothing further is read of
   * the log until then, while a batch of another one may come. Where a record is still open at the end, the consumer stores `checkpointAt(takenTo)`
   * instead and answers that offset; it keeps `checkpoint` to store it with the record when it closes. A rejection
   * means that nothing was stored: the same batch comes again.
   */
  accept(batch: TailBatch): Promise<TailTaken | void>;
  /** The line that has no end yet, for the live tail alone: it comes again, whole, in a batch. Null: there is none any more. */
  partial?(file: TailFileRef, line: LogLine | null): void;
}

export interface TailTaken {
  /** Everything of the log before this offset is stored. */
  takenTo: number;
}

/** Where checkpoints are kept. */
export interface TailStore {
  /** Null for a source that was never begun. */
  load(source: string): Promise<TailCheckpoint[] | null>;
  /** First contact, in one transaction: the source is known from now on, its files are read from these offsets. */
  begin(source: string, checkpoints: TailCheckpoint[]): Promise<void>;
  /** Whether exactly this line is stored at this offset of the log. */
  holdsLine(source: string, log: number, line: { offset: number; text: string }): Promise<boolean>;
}

/** Whether all of a source can be read. */
export interface SourceState {
  state: 'ok' | 'unknown';
  /** In plain words with the place and the remedy; null while ok. */
  reason: string | null;
}
