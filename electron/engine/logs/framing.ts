import type { LogLine } from './line.ts';

/** How much of a line is kept, in bytes of the file. */
export const LONGEST_LINE = 64 * 1024;

/** A run of NUL bytes at least this long is a hole; shorter ones are dropped without a word. */
export const SHORTEST_HOLE = 16;

/** A run of NUL bytes that is in no line. */
export interface Hole {
  offset: number;
  bytes: number;
}

export interface Framed {
  lines: LogLine[];
  holes: Hole[];
  /** The last of the lines as they stand in the file, where they stand there as they are; left out where they do not. */
  standing?: StandingLines;
}

/** Lines of ASCII characters with a newline behind each. */
export interface StandingLines {
  /** How many lines come before the first of them. */
  before: number;
  /** Part of the chunk that was pushed: of use only as long as that is. */
  bytes: Buffer;
}

/**
 * Cuts bytes into lines as they come. LF and CRLF end a line; a lone CR does not. A byte order mark is dropped,
 * malformed bytes become U+FFFD, NUL bytes are dropped and holes of them named. Of a long line the first 64 KiB are
 * kept and the rest is passed over without being held.
 */
export interface LineFramer {
  /** The bytes that follow; they may be used again afterwards. */
  push(chunk: Buffer): Framed;
  /** Takes what is left for a line: the file ends here. */
  flush(): Framed;
  /** Where the line starts that has no end yet. */
  readonly lineStart: number;
  /** Whether the last bytes were NUL: what follows decides whether they are a hole. */
  readonly inNuls: boolean;
  /** The line that has no end yet, as far as it goes; null where there is none. */
  partial(): LogLine | null;
}
