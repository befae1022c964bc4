/** So long a record waits for its duplicate from another file. */
export const FOLD_MS = 5000;

/** Records that wait at most; beyond them the oldest go early. A power of two. */
const CAPACITY = 1 << 18;
const MASK = CAPACITY - 1;
/** Ids fit into 32 bits: after so many records the window starts anew. */
const LAST_ID = 2 ** 30;

/** What a record is known again by. */
export interface Foldable {
  raw: string;
  /** Epoch milliseconds as the record states it; 0 where it states none. */
  time: number;
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
  const looks = new Int32Array(CAPACITY);
  const seqs = new Float64Array(CAPACITY);
  const files = new Int32Array(CAPACITY);
  const times = new Float64Array(CAPACITY);
  const older = new Int32Array(CAPACITY);
  const heads = new Int32Array(CAPACITY);
  /** Files that a record was found in besides, by its id. */
  const also = new Map<number, number[]>();
  let newest = 0;
  let committed = 0;
  let taken: number[] = [];
  let forgotten: { id: number; seq: number }[] = [];

  /** The record at `first` or the next older one that looks like this and was read since; 0 where there is none. */
  function alike(first: number, look: number, since: number): number {
    for (let id = first; id > 0 && id > newest - CAPACITY; id = older[id & MASK] ?? 0) {
      const slot = id & MASK;
      if ((times[slot] ?? 0) < since) return 0;
      if (looks[slot] === look && seqs[slot] !== 0) return id;
    }
    return 0;
  }

  return {
    take(source, record, file, now, isSame) {
      const look = lookOf(source, record);
      const since = now - FOLD_MS;
      let found = 0;
      for (
        let id = alike(heads[look & MASK] ?? 0, look, since);
        id !== 0;
        id = alike(older[id & MASK] ?? 0, look, since)
      ) {
        if (files[id & MASK] === file || also.get(id)?.includes(file)) continue;
        // The oldest one: where a line came twice in both files, each is the duplicate of its like.
        if (isSame(seqs[id & MASK] ?? 0)) found = id;
      }
      if (found === 0) return null;
      also.set(found, [...(also.get(found) ?? []), file]);
      taken.push(found);
      return seqs[found & MASK] ?? null;
    },
    add(source, record, file, seq, now) {
      newest += 1;
      const slot = newest & MASK;
      const look = lookOf(source, record);
      if (also.size > 0) also.delete(newest - CAPACITY);
      looks[slot] = look;
      seqs[slot] = seq;
      files[slot] = file;
      times[slot] = now;
      older[slot] = heads[look & MASK] ?? 0;
      heads[look & MASK] = newest;
    },
    forget(seq) {
      for (let id = newest; id > 0 && id > newest - CAPACITY; id -= 1) {
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
        heads[(looks[slot] ?? 0) & MASK] = older[slot] ?? 0;
        also.delete(newest);
      }
    },
  };
}

/** Characters that are looked at of a text. */
const SAMPLE = 24;

function lookOf(source: number, { raw, time }: Foldable): number {
  let look = Math.imul(source, 0x9e37_79b1) ^ raw.length;
  look = Math.imul(look ^ (time & -1), 0x0100_0193);
  const step = Math.max(1, Math.floor(raw.length / SAMPLE));
  // From the end, where requests differ.
  for (let at = raw.length - 1; at >= 0; at -= step) look = Math.imul(look ^ raw.charCodeAt(at), 0x0100_0193);
  look ^= look >>> 15;
  return Math.imul(look, 0x5bd1_e995) ^ (look >>> 13);
}
