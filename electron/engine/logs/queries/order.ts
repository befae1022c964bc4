import type { BlockRow } from './stored-rows.ts';

/** Where a record stands in an order. */
export interface Place {
  time: number;
  seq: number;
  /** Index into LOG_LEVELS. */
  level: number;
}

/** An order of records, and the first place in it that a record of a block can have. */
export interface Order {
  /** Negative where `a` comes before `b`. */
  compare(a: Place, b: Place): number;
  first(block: BlockRow): Place;
}

/** By time, then by number, newest first. */
export const newestFirst: Order = {
  compare: (a, b) => b.time - a.time || b.seq - a.seq,
  first: ({ time_to: time }) => ({ time, seq: Number.MAX_SAFE_INTEGER, level: 0 }),
};

/** By number, newest first. */
export const latestFirst: Order = {
  compare: (a, b) => b.seq - a.seq,
  first: ({ last_seq: seq }) => ({ time: 0, seq, level: 0 }),
};

/** By number, oldest first. */
export const inOrderOfReading: Order = {
  compare: (a, b) => a.seq - b.seq,
  first: ({ first_seq: seq }) => ({ time: 0, seq, level: 0 }),
};

/** The worst first, of equal ones the nearest to an instant. */
export function worstFirst(at: number): Order {
  return {
    compare: (a, b) => b.level - a.level || Math.abs(a.time - at) - Math.abs(b.time - at) || b.seq - a.seq,
    first: (block) => ({ time: at, seq: Number.MAX_SAFE_INTEGER, level: worstLevel(block) }),
  };
}

export function levelsOf({ levels }: Pick<BlockRow, 'levels'>): number[] {
  return JSON.parse(levels) as number[];
}

export function worstLevel(block: Pick<BlockRow, 'levels'>): number {
  return levelsOf(block).findLastIndex((count) => count > 0);
}
