import { createHash53, type Hash53 } from './hash53.ts';

/** So long a record waits for its duplicate from another file. */
export const FOLD_MS = 5000;

/** Records that wait at most; beyond them the oldest go early. A power of two. */
const CAPACITY = 1 << 18;
const MASK = CAPACITY - 1;
/** Ids fit into 32 bits: after so many records the window starts anew. */
const LAST_ID = 2 ** 30;

/** The records that were read within the last seconds, so that the same one from another file is known again. */
export interface FoldWindow {
  /**
   * The number of a record whose lines are the same to the byte and which came from other files of the source alone;
   * from now on it came from this file too. Null where there is none.
   */
  take(source: number, raw: string, file: number, now: number): number | null;
  add(source: number, raw: string, file: number, seq: number, now: number): void;
  /** That record is not there any more. */
  forget(source: number, raw: string, seq: number): void;
  /** What came since is kept. */
  commit(): void;
  /** What came since the last `commit` is forgotten. */
  rollback(): void;
}

/**
 * Lines are compared by a hash of 53 bits: they themselves would take too much memory in a flood.
 * @param seed any number: who writes logs cannot know which lines share a hash
 */
export function createFoldWindow(seed: number): FoldWindow {
  // A ring of records, in chains by hash. Ids count up and chains lead to smaller ones, so that an id that was
  // overwritten ends its chain.
  const high = new Int32Array(CAPACITY);
  const low = new Int32Array(CAPACITY);
  const seqs = new Float64Array(CAPACITY);
  const files = new Int32Array(CAPACITY);
  const times = new Float64Array(CAPACITY);
  const older = new Int32Array(CAPACITY);
  const heads = new Int32Array(CAPACITY);
  /** Files that a record was found in besides, by its id. */
  const also = new Map<number, number[]>();
  const hash: Hash53 = createHash53();
  let newest = 0;
  let committed = 0;
  let taken: number[] = [];
  let forgotten: { id: number; seq: number }[] = [];

  /** The next older record with the hash at hand, not read before `since`; 0 where there is none. */
  function sameFrom(first: number, since: number): number {
    for (let id = first; id > 0 && id > newest - CAPACITY; id = older[id & MASK] ?? 0) {
      const slot = id & MASK;
      if ((times[slot] ?? 0) < since) return 0;
      if (low[slot] === hash.low && high[slot] === hash.high && seqs[slot] !== 0) return id;
    }
    return 0;
  }

  const firstSame = (since: number) => sameFrom(heads[hash.low & MASK] ?? 0, since);
  const nextSame = (id: number, since: number) => sameFrom(older[id & MASK] ?? 0, since);

  return {
    take(source, raw, file, now) {
      hash.of(raw, seed ^ source);
      let found = 0;
      for (let id = firstSame(now - FOLD_MS); id !== 0; id = nextSame(id, now - FOLD_MS)) {
        if (files[id & MASK] === file || also.get(id)?.includes(file)) continue;
        // The oldest one: where a line came twice in both files, each is the duplicate of its like.
        found = id;
      }
      if (found === 0) return null;
      also.set(found, [...(also.get(found) ?? []), file]);
      taken.push(found);
      return seqs[found & MASK] ?? null;
    },
    add(source, raw, file, seq, now) {
      hash.of(raw, seed ^ source);
      newest += 1;
      const slot = newest & MASK;
      if (also.size > 0) also.delete(newest - CAPACITY);
      high[slot] = hash.high;
      low[slot] = hash.low;
      seqs[slot] = seq;
      files[slot] = file;
      times[slot] = now;
      older[slot] = heads[hash.low & MASK] ?? 0;
      heads[hash.low & MASK] = newest;
    },
    forget(source, raw, seq) {
      hash.of(raw, seed ^ source);
      for (let id = firstSame(-Infinity); id !== 0; id = nextSame(id, -Infinity)) {
        if (seqs[id & MASK] !== seq) continue;
        forgotten.push({ id, seq });
        seqs[id & MASK] = 0;
        return;
      }
    },
    commit() {
      taken = [];
      forgotten = [];
      if (newest > LAST_ID) {
        heads.fill(0);
        also.clear();
        newest = 0;
      }
      committed = newest;
    },
    rollback() {
      for (const { id, seq } of forgotten) seqs[id & MASK] = seq;
      forgotten = [];
      for (const id of taken) also.get(id)?.pop();
      taken = [];
      for (; newest > committed; newest -= 1) {
        const slot = newest & MASK;
        heads[(low[slot] ?? 0) & MASK] = older[slot] ?? 0;
        also.delete(newest);
      }
    },
  };
}
