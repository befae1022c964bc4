import { sampleOf } from './fold-sample.ts';

/** So long a record waits for its duplicate from another file. */
export const FOLD_MS = 5000;

/** Records that wait at most; beyond them the oldest go early. A power of two. */
export const FOLD_CAPACITY = 1 << 18;
const MASK = FOLD_CAPACITY - 1;
/** What a link of a chain holds: a look, its check, the next older one of the chain, and the file. */
const LINK = 4;
const CHECK = 1;
const OLDER = 2;
const FILE = 3;
/** Ids fit into 32 bits: after so many records the window starts anew. */
const LAST_ID = 2 ** 30;

/** What a record is known again by. */
export interface Foldable {
  raw: string;
  /** Epoch milliseconds as the record states it; 0 where it states none. */
  time: number;
}

/** Samples of records, by columns. */
export interface FoldSamples {
  looks: Int32Array<ArrayBuffer>;
  checks: Int32Array<ArrayBuffer>;
}

/** The records that were read within the last seconds, so that the same one from another file is known again. */
export interface FoldWindow {
  /**
   * The number of a record that `isSame` and that came from other files of the source alone; from now on it came from
   * this file too. Null where there is none.
   * @param isSame asked for records that look the same; compares their lines
   */
  take(
    source: number,
    record: Foldable,
    file: number,
    now: number,
    isSame: (seq: number) => boolean,
  ): number | null;
  add(source: number, record: Foldable, file: number, seq: number, now: number): void;
  /**
   * Adds records that are numbered in their order, unless one of them may be the same as one from another file.
   * @returns false where that may be; none is added then
   */
  addAll(source: number, samples: FoldSamples, file: number, firstSeq: number, now: number): boolean;
  /** That record is not there any more. */
  forget(seq: number): void;
  /** What came since is kept. */
  commit(): void;
  /** What came since the last `commit` is forgotten. */
  rollback(): void;
}

/** Holds no lines: they would take too much memory in a flood. Two records look the same by time, length and a sample. */
export function createFoldWindow(): FoldWindow {
  // A ring of records, in chains by look. Ids count up and chains lead to smaller ones, so that an id that was
  // overwritten ends its chain.
  // What a walk along a chain needs lies together: most of its cost is the way to memory.
  const links = new Int32Array(FOLD_CAPACITY * LINK);
  const seqs = new Float64Array(FOLD_CAPACITY);
  const times = new Float64Array(FOLD_CAPACITY);
  const heads = new Int32Array(FOLD_CAPACITY);
  /** Files that a record was found in besides, by its id. */
  const also = new Map<number, number[]>();
  let newest = 0;
  let committed = 0;
  let taken: number[] = [];
  let forgotten: { id: number; seq: number }[] = [];

  /** Of the record at hand, which is asked for and then added. */
  let lookedAt: Foldable | null = null;
  let look = 0;
  let check = 0;
  const sample = { look: 0, check: 0 };

  function lookAt(source: number, record: Foldable): void {
    if (record === lookedAt) return;
    lookedAt = record;
    sampleOf(record.raw, record.time, sample);
    lookAtSample(source, sample.look, sample.check);
  }

  function lookAtSample(source: number, ofText: number, ofOthers: number): void {
    const mixed = Math.imul(source, 0x9e37_79b1) ^ ofText;
    const shifted = mixed ^ (mixed >>> 15);
    look = Math.imul(shifted, 0x5bd1_e995) ^ (shifted >>> 13);
    // One look for 262,144 records would be shared by some; both are not.
    check = Math.imul(look, 0x85eb_ca6b) ^ ofOthers;
  }

  const olderThan = (id: number): number => links[(id & MASK) * LINK + OLDER] ?? 0;

  /** The record at `first` or the next older one that looks like this and was read since; 0 where there is none. */
  function alike(first: number, since: number): number {
    for (let id = first; id > 0 && id > newest - FOLD_CAPACITY; id = olderThan(id)) {
      const slot = id & MASK;
      const link = slot * LINK;
      if (links[link] !== look || links[link + CHECK] !== check || seqs[slot] === 0) continue;
      return (times[slot] ?? 0) < since ? 0 : id;
    }
    return 0;
  }

  /** The record at hand, or the next older one behind `id`, that came from other files alone; 0 where there is none. */
  function ofOtherFile(first: number, file: number, since: number): number {
    for (let id = alike(first, since); id !== 0; id = alike(olderThan(id), since)) {
      if (links[(id & MASK) * LINK + FILE] !== file && also.get(id)?.includes(file) !== true) return id;
    }
    return 0;
  }

  function push(file: number, seq: number, now: number): void {
    newest += 1;
    const slot = newest & MASK;
    if (also.size > 0) also.delete(newest - FOLD_CAPACITY);
    const link = slot * LINK;
    links[link] = look;
    links[link + CHECK] = check;
    links[link + OLDER] = heads[look & MASK] ?? 0;
    links[link + FILE] = file;
    seqs[slot] = seq;
    times[slot] = now;
    heads[look & MASK] = newest;
  }

  function dropSince(last: number): void {
    for (; newest > last; newest -= 1) {
      heads[(links[(newest & MASK) * LINK] ?? 0) & MASK] = olderThan(newest);
      also.delete(newest);
    }
  }

  return {
    take(source, record, file, now, isSame) {
      lookAt(source, record);
      const since = now - FOLD_MS;
      let found = 0;
      for (
        let id = ofOtherFile(heads[look & MASK] ?? 0, file, since);
        id !== 0;
        id = ofOtherFile(olderThan(id), file, since)
      ) {
        // The oldest one: where a line came twice in both files, each is the duplicate of its like.
        if (isSame(seqs[id & MASK] ?? 0)) found = id;
      }
      if (found === 0) return null;
      also.set(found, [...(also.get(found) ?? []), file]);
      taken.push(found);
      return seqs[found & MASK] ?? null;
    },
    add(source, record, file, seq, now) {
      lookAt(source, record);
      push(file, seq, now);
    },
    addAll(source, { looks, checks }, file, firstSeq, now) {
      const before = newest;
      lookedAt = null;
      for (let index = 0; index < looks.length; index += 1) {
        lookAtSample(source, looks[index] ?? 0, checks[index] ?? 0);
        if (ofOtherFile(heads[look & MASK] ?? 0, file, now - FOLD_MS) !== 0) {
          dropSince(before);
          return false;
        }
        push(file, firstSeq + index, now);
      }
      return true;
    },
    forget(seq) {
      for (let id = newest; id > 0 && id > newest - FOLD_CAPACITY; id -= 1) {
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
      dropSince(committed);
    },
  };
}
