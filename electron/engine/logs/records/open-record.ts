import type { Draft } from './draft.ts';
import type { LogLine } from '../line.ts';
import type { LogFormat } from './format.ts';
import { modeOf, nextMode, type Mode } from './text/continuation.ts';

/** Beyond these a record's further lines are counted, not kept. */
export const MAX_LINES = 1000;
export const MAX_KEPT_UNITS = 256 * 1024;

/** A record whose last line has not been seen yet. */
export interface OpenRecord {
  format: LogFormat;
  draft: Draft;
  /** What the container around it says. */
  outer: Draft | null;
  /** Its first line without its container. */
  head: string;
  /** The further lines without their containers; null while there is none, which is the usual case. */
  more: string[] | null;
  /** Its lines as they came. */
  raw: string;
  mode: Mode;
  lines: number;
  offset: number;
  /** Where its last line ends. */
  end: number;
  truncated: boolean;
  continued: boolean;
  /** When it was begun; what a record without a time gets. */
  readAt: number;
  /** Blank lines seen since its last line; they belong to it only if it goes on. */
  blanks: number;
  /** When silence closed it and it was handed out; null before. */
  closedAt: number | null;
  /** Where what came after that begins; null where nothing did. */
  reopenedAt: number | null;
  /** What the key guard had left where that, or else the record, begins. */
  keyLines: number;
}

/** The parameters stand one by one because this runs for every record of every file. */
export function beginRecord(
  format: LogFormat,
  draft: Draft,
  outer: Draft | null,
  head: string,
  raw: string,
  line: LogLine,
  readAt: number,
  continued: boolean,
): OpenRecord {
  return {
    format,
    draft,
    outer,
    head,
    more: null,
    raw,
    mode: format.whole === true ? 'text' : modeOf(head),
    lines: 1,
    offset: line.offset,
    end: line.offset + line.bytes,
    truncated: line.truncated,
    continued,
    readAt,
    blanks: 0,
    closedAt: null,
    reopenedAt: null,
    keyLines: 0,
  };
}

/** Adds a line; `inner` is it without its container. */
export function appendLine(open: OpenRecord, inner: string, raw: string, line: LogLine): void {
  const added = open.blanks + 1;
  open.lines += added;
  open.end = line.offset + line.bytes;
  open.mode = nextMode(open.mode, inner);
  const isFull = open.lines > MAX_LINES || open.raw.length + raw.length + added > MAX_KEPT_UNITS;
  if (isFull || line.truncated) open.truncated = true;
  if (!isFull) {
    const blanks = Array.from({ length: open.blanks }, () => '');
    open.more ??= [];
    open.more.push(...blanks, inner);
    open.raw += `${'\n'.repeat(added)}${raw}`;
  }
  open.blanks = 0;
}
