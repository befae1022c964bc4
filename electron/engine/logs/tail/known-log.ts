import type { LineFramer } from '../framing.ts';
import type { Family } from './family.ts';
import { fingerprint } from './fingerprint.ts';
import type { OpenFile } from './log-files.ts';
import type { Mark, TextSource } from './text-source.ts';
import type { Gap, TailBatch, TailCheckpoint } from './types.ts';

/** A log that the tailer knows, with or without a file at this moment. */
export interface KnownLog {
  source: string;
  /** What is stored, or will be with the next batch. */
  stored: TailCheckpoint;
  /** The first bytes themselves; null after a restart, until the file is found. */
  head: Buffer | null;
  /** How `head` begins. */
  start: string;
  /** Where reading goes on; null after a restart, until the file is found. */
  reading: Position | null;
  /** The file it is read from; null while none is known. */
  carrier: Carrier | null;
  /** How often it was looked for in vain. */
  missed: number;
  /** How its file was lost, and the size it had then; null while it has one. */
  lost: { reason: 'truncated' | 'gone'; size: number } | null;
  /** Up to where a complete copy of it is known. */
  copiedTo: number;
  /** Nothing more is expected of it; what was lost is named. It is still known again when its file comes back. */
  over: boolean;
  /** Whether path, head or the like are to be stored though no line came. */
  dirty: boolean;
  /** Gaps to be named with the next batch. */
  gaps: Gap[];
  /** A batch that could not be stored; it comes again before anything is read. */
  refused: TailBatch | null;
}

/** Where reading of a log stands. */
export interface Position {
  /** Everything before it went through the framer. */
  mark: Mark;
  /** The start of the line that has no end yet. */
  line: Mark;
  framer: LineFramer;
  /** Fingerprints before the offsets that a consumer may still be at: its own, and the end of the last batch. */
  tails: Map<number, string>;
}

/** The file that carries a log. */
export interface Carrier {
  path: string;
  /** Of the path. */
  family: Family;
  fileId: string;
  gzip: boolean;
  /** Null while closed for want of handles. */
  open: { file: OpenFile; text: TextSource } | null;
  size: number;
  changedAt: number;
  /** Monotonic time of the last change of size. */
  grewAt: number;
  /** Looks at the file that found no change of size, in a row. */
  quietLooks: number;
  /** It has no name left. */
  deleted: boolean;
  /** It was moved out of what the source includes. */
  left: boolean;
  /** Renamed while it was watched. */
  renamed: boolean;
  /** A gzip file read to the end of its stream. */
  complete: boolean;
  /** Whether there may be something to read. */
  unread: boolean;
  /** The size changed between two looks: something writes to it. */
  growing: boolean;
  /** How often it was looked at since it carries the log. */
  looks: number;
}

/** The position that identity is compared at. */
export function positionOf(log: KnownLog): number {
  return log.reading?.mark.offset ?? log.stored.offset;
}

/** Whether these are the bytes before `positionOf(log)`. */
export function endsLike(log: KnownLog, before: Buffer | undefined): boolean {
  if (!before) return false;
  return log.reading ? log.reading.mark.before.equals(before) : fingerprint(before) === log.stored.tail;
}

/** Takes over the first bytes of a log. */
export function setHead(log: KnownLog, head: Buffer): void {
  log.head = head;
  log.start = startOf(head);
}

/** The first few bytes as a string: comparing those tells most logs apart. */
function startOf(head: Buffer): string {
  return head.toString('latin1', 0, 32);
}

/** Tells of logs whether a file with these first bytes can be them: the shorter of two heads begins the longer. */
export function headMatcher(head: Buffer): (log: KnownLog) => boolean {
  const start = startOf(head);
  const fingerprints = new Map<number, string>();
  const fingerprintOf = (bytes: number): string => {
    const known = fingerprints.get(bytes) ?? fingerprint(head.subarray(0, bytes));
    fingerprints.set(bytes, known);
    return known;
  };
  return (log) => {
    if (!log.head) {
      const { headBytes } = log.stored;
      return headBytes > 0 && head.length >= headBytes && fingerprintOf(headBytes) === log.stored.head;
    }
    if (!(log.start.length < start.length ? start.startsWith(log.start) : log.start.startsWith(start)))
      return false;
    const common = Math.min(log.head.length, head.length);
    return common > 0 && log.head.compare(head, 0, common, 0, common) === 0;
  };
}

/** A log after a restart, as it was stored. */
export function rememberedLog(source: string, stored: TailCheckpoint): KnownLog {
  return {
    source,
    stored,
    head: null,
    start: '',
    reading: null,
    carrier: null,
    missed: 0,
    lost: null,
    copiedTo: 0,
    over: stored.finished,
    dirty: false,
    gaps: [],
    refused: null,
  };
}
