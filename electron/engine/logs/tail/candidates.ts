import type { FoundFile } from './discover.ts';
import { bytesBefore, examine, type Examined } from './examine.ts';
import { SETTLED_MS, type Candidate, type Relation } from './identity.ts';
import { endsLike, positionOf, headMatcher, type KnownLog } from './known-log.ts';
import { lastWholeLine } from './last-line.ts';
import type { Opened } from './log-book.ts';
import type { OpenFile } from './log-files.ts';
import type { TailStore } from './types.ts';

/** A file that carries no log, and what is remembered of it between two looks. */
export interface Stranger {
  size: number;
  changedAt: number;
  /** Monotonic time since when it has this size. */
  since: number;
  examined: Examined | null;
  /** The log it is a complete copy of, and up to where that is certain. */
  duplicateOf: { log: KnownLog; certainTo: number } | null;
  /** Whether that was found out of the file as it is now. */
  judged: boolean;
  /** The log it may become a copy of, as long as that is open; `unknown` where too little of it can be read. */
  waitsFor: KnownLog | 'unknown' | null;
}

/** Notes what a look at the directory says of a stranger. */
export function noteStranger(
  known: Stranger | undefined,
  { size, changedAt }: FoundFile,
  now: number,
): Stranger {
  if (known?.size === size && known.changedAt === changedAt) return known;
  return {
    size,
    changedAt,
    since: known?.size === size ? known.since : now,
    examined: null,
    duplicateOf: known?.duplicateOf ?? null,
    judged: false,
    waitsFor: null,
  };
}

/**
 * Looks into a file as far as its identity needs it. What was found out of an archive is kept: looking through one
 * again is worth it only where another offset matters.
 */
export async function lookInto(
  file: OpenFile,
  stranger: Stranger,
  logs: readonly KnownLog[],
): Promise<Examined> {
  const offsets = (head: Buffer) => logs.filter(headMatcher(head)).map(positionOf);
  const { examined } = stranger;
  if (examined?.gzip) {
    const missing = offsets(examined.head).some(
      (offset) => offset <= examined.length && !examined.before.has(offset),
    );
    if (!missing) return examined;
  }
  stranger.examined = await examine(file, stranger.size, offsets);
  return stranger.examined;
}

/** Whether a file has had its size for so long that it is complete. */
export function hasSettled(since: number, now: number): boolean {
  return now - since >= SETTLED_MS;
}

/** Everything that the decision needs, gathered. */
export async function candidateOf(
  { file, found, examined }: Opened,
  stranger: Stranger,
  logs: readonly KnownLog[],
  { store, now }: { store: TailStore; now: number },
): Promise<Candidate> {
  const quietMs = now - stranger.since;
  const sameHead: Relation[] = [];
  for (const log of logs.filter(headMatcher(examined.head))) {
    const offset = positionOf(log);
    const tail =
      examined.length < offset ? 'short' : endsLike(log, examined.before.get(offset)) ? 'same' : 'other';
    sameHead.push({
      log: log.stored.log,
      offset,
      tail,
      sameFile: log.stored.fileId === found.fileId,
      samePath: log.stored.path === found.path,
      carried: log.carrier !== null,
      lastLineHeld: tail === 'short' ? await isHeld(log, examined, file, store, quietMs) : null,
    });
  }
  return { empty: examined.length === 0, complete: examined.complete, quietMs, sameHead };
}

/**
 * Whether what a short file ends with is known to be in the log. The file that carries the log tells at once, the
 * store is asked when the file has settled.
 */
async function isHeld(
  log: KnownLog,
  examined: Examined,
  file: OpenFile,
  store: TailStore,
  quietMs: number,
): Promise<boolean | null> {
  const original = log.carrier && !log.carrier.gzip ? (log.carrier.open?.file ?? null) : null;
  if (original) return examined.end.equals(await bytesBefore(original, examined.length));
  if (quietMs < SETTLED_MS) return null;
  const line = await lastWholeLine(file, examined);
  return line ? store.holdsLine(log.source, log.stored.log, line) : false;
}
