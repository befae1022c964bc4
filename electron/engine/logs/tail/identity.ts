/** Whether a file found carries a known log: the rules of identity, without any effect. */

/** A copy or an archive that has not grown for so long is complete. */
export const SETTLED_MS = 60_000;

/** A file that carries no known log yet. */
export interface Candidate {
  /** No byte of text so far. */
  empty: boolean;
  /** False for a gzip file that ends before its stream does. */
  complete: boolean;
  /** How long it has had this size, in milliseconds. */
  quietMs: number;
  /** How it compares with each known log that has the same head. Logs with another head have no say. */
  sameHead: readonly Relation[];
}

/** How a candidate compares with a known log of the same head. */
export interface Relation {
  log: number;
  /** The log's checkpoint. */
  offset: number;
  /**
   * Of the last 1,000 bytes before the checkpoint: `same` or `other`; `short` where the candidate does not reach it.
   */
  tail: 'same' | 'other' | 'short';
  /** The log was last seen in a file with this device and inode. */
  sameFile: boolean;
  samePath: boolean;
  /** Another file carries the log at this moment. */
  carried: boolean;
  /**
   * For a short one: whether its last whole line is stored at that offset of the log (or stands there in the file
   * that carries it). False proves that it is another log; null: not looked up.
   */
  lastLineHeld: boolean | null;
}

export type Verdict =
  /** Empty files have no identity yet. */
  | { kind: 'none' }
  /** It is that log, renamed, copied or compressed: go on at its offset. */
  | { kind: 'same'; log: number }
  /** A complete copy of a log that another file carries: nothing to read while that one does. */
  | { kind: 'duplicate'; log: number }
  /** A copy or an archive in the making: nothing is read until it is decided. */
  | { kind: 'wait'; log: number | null }
  /** A short copy whose lines are stored: known from now on, nothing of it is read. */
  | { kind: 'held'; log: number }
  /** Another log: read from 0. */
  | { kind: 'new' };

/** The decision table of logs.md, "Identity". */
export function decide({ empty, complete, quietMs, sameHead }: Candidate): Verdict {
  if (empty) return complete ? { kind: 'none' } : { kind: 'wait', log: null };
  const settled = quietMs >= SETTLED_MS;
  if (!complete && !settled) return { kind: 'wait', log: sameHead[0]?.log ?? null };

  const [same] = sameHead.filter(({ tail }) => tail === 'same').toSorted(byLikelihood);
  if (same) return { kind: same.carried ? 'duplicate' : 'same', log: same.log };

  const [short] = sameHead.filter(mayBeGrowing).toSorted(byLikelihood);
  if (!short) return { kind: 'new' };
  if (!settled) return { kind: 'wait', log: short.log };
  return short.lastLineHeld === true ? { kind: 'held', log: short.log } : { kind: 'new' };
}

/**
 * A file that is shorter than the checkpoint may still become a copy of the log, unless it is the very file of the
 * log, which then was cut, or its bytes are known to differ.
 */
function mayBeGrowing({ tail, sameFile, samePath, lastLineHeld }: Relation): boolean {
  return tail === 'short' && !(sameFile && samePath) && lastLineHeld !== false;
}

/** Device and inode say first which log is meant, then the path; the one that was read furthest otherwise. */
function byLikelihood(a: Relation, b: Relation): number {
  return (
    Number(b.sameFile) - Number(a.sameFile) ||
    Number(b.samePath) - Number(a.samePath) ||
    Number(a.carried) - Number(b.carried) ||
    Number(b.lastLineHeld ?? false) - Number(a.lastLineHeld ?? false) ||
    b.offset - a.offset
  );
}
