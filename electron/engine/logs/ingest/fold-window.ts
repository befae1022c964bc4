/** So long a record waits for its duplicate from another file. */
export const FOLD_MS = 5000;

/** Records that wait at most; beyond them the oldest go early. A power of two. */
const CAPACITY = 1 << 18;

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
  const hashes = new Float64Array(CAPACITY);
  const seqs = new Float64Array(CAPACITY);
  const files = new Int32Array(CAPACITY);
  const times = new Float64Array(CAPACITY);
  const older = new Float64Array(CAPACITY);
  const heads = new Float64Array(CAPACITY);
  /** Files that a record was found in besides, by its id. */
  const also = new Map<number, number[]>();
  let newest = 0;
  let committed = 0;
  let taken: number[] = [];
  let forgotten: { id: number; seq: number }[] = [];

  function* sameAs(hash: number, now: number): Generator<number> {
    for (let id = heads[headOf(hash)] ?? 0; id > 0 && id > newest - CAPACITY; id = older[slotOf(id)] ?? 0) {
      const slot = slotOf(id);
      if (now - (times[slot] ?? 0) > FOLD_MS) return;
      if (hashes[slot] === hash && seqs[slot] !== 0) yield id;
    }
  }

  return {
    take(source, raw, file, now) {
      let found: number | null = null;
      for (const id of sameAs(hashOf(raw, seed ^ source), now)) {
        if (files[slotOf(id)] === file || also.get(id)?.includes(file)) continue;
        // The oldest one: where a line came twice in both files, each is the duplicate of its like.
        found = id;
      }
      if (found === null) return null;
      also.set(found, [...(also.get(found) ?? []), file]);
      taken.push(found);
      return seqs[slotOf(found)] ?? null;
    },
    add(source, raw, file, seq, now) {
      const hash = hashOf(raw, seed ^ source);
      newest += 1;
      const slot = slotOf(newest);
      also.delete(newest - CAPACITY);
      hashes[slot] = hash;
      seqs[slot] = seq;
      files[slot] = file;
      times[slot] = now;
      older[slot] = heads[headOf(hash)] ?? 0;
      heads[headOf(hash)] = newest;
    },
    forget(source, raw, seq) {
      for (const id of sameAs(hashOf(raw, seed ^ source), -Infinity)) {
        if (seqs[slotOf(id)] !== seq) continue;
        forgotten.push({ id, seq });
        seqs[slotOf(id)] = 0;
        return;
      }
    },
    commit() {
      committed = newest;
      taken = [];
      forgotten = [];
    },
    rollback() {
      for (const { id, seq } of forgotten) seqs[slotOf(id)] = seq;
      forgotten = [];
      for (const id of taken) also.get(id)?.pop();
      taken = [];
      for (; newest > committed; newest -= 1) {
        const slot = slotOf(newest);
        heads[headOf(hashes[slot] ?? 0)] = older[slot] ?? 0;
        also.delete(newest);
      }
    },
  };
}

function slotOf(id: number): number {
  return id % CAPACITY;
}

function headOf(hash: number): number {
  return hash % CAPACITY;
}

/** Two multiplicative hashes, two characters a step, as one whole number of 53 bits. */
export function hashOf(text: string, seed: number): number {
  let one = seed ^ 0x9e37_79b9;
  let other = seed ^ 0x85eb_ca6b ^ text.length;
  const even = text.length & ~1;
  for (let at = 0; at < even; at += 2) {
    const pair = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
    one = Math.imul(one ^ pair, 0x0100_0193);
    one ^= one >>> 15;
    other = Math.imul(other + pair, 0x5bd1_e995);
    other ^= other >>> 13;
  }
  if (even < text.length) {
    one = Math.imul(one ^ text.charCodeAt(even), 0x0100_0193);
    other = Math.imul(other + text.charCodeAt(even), 0x5bd1_e995);
  }
  one = Math.imul(one ^ (one >>> 16), 0x7feb_352d);
  other = Math.imul(other ^ (other >>> 16), 0x846c_a68b);
  return ((one ^ (one >>> 15)) >>> 0) * 0x20_0000 + ((other ^ (other >>> 15)) >>> 11);
}
