import type { Draft } from './draft.ts';
import type { Skim } from './json/skim.ts';
import type { TimeContext } from './time/time-context.ts';

/** What a format is given beside the line. */
export type FormatContext = TimeContext;

/** One way to write a record; one file and one entry in `formats.ts`. */
export interface LogFormat {
  /** The name that `format:` takes. */
  name: string;
  /** Reads the first line of a record; null where the line is none of this format. Never throws. */
  read: (text: string, context: FormatContext) => Draft | null;
  /**
   * A reader of further lines of one file that leaves `fields` out where it can, for whoever stores lines and reads
   * them again when somebody asks.
   */
  skimming?: () => LineSkim;
  /** Whether a line that cannot be read still begins a record, such as a `{` without its end. */
  begins?: (text: string) => boolean;
  /** Draws what it can from such a line. */
  salvage?: (text: string, context: FormatContext) => Draft;
  /** True where a record is whole on one line, so that an exception below it is another record. */
  whole?: boolean;
  /**
   * Whether its records begin amid records of another format although they have no time: `always`, or `whole`,
   * only where those are whole on one line.
   */
  interrupts?: 'always' | 'whole';
  /**
   * Whether a line still belongs to the record of this format before it, where that is more than its being none of the
   * format's first lines. `read` is what it would be as a first line, null where it is none.
   */
  joins?: (text: string, read: Draft | null, before: RecordBefore) => boolean;
  /** True where other formats are asked first although the file has been read by this one: it fits nearly all. */
  general?: boolean;
  /** A container's lines carry the lines of another format. */
  envelope?: Envelope;
  /** Reads a finished record of several lines as a whole; null where its lines are as any others'. */
  finish?: (lines: readonly string[], context: FormatContext) => Finished | null;
}

/** Reads lines without their fields. */
export interface LineSkim {
  read: LogFormat['read'];
  finds: Skim['finds'];
}

/** A record that may go on: what its first line says, and the lines that follow it so far. */
export interface RecordBefore {
  head: string;
  draft: Draft;
  more: readonly string[] | null;
}

/** What several lines are as a whole, and how many of them that covers. */
export interface Finished {
  draft: Draft;
  used: number;
}

export interface Envelope {
  /** True where each line with the envelope is a message of its own unless it plainly goes on. */
  eachBegins: boolean;
  /** True where lines without it go on with the one before. */
  once?: boolean;
}
