import { openMeta } from '../store/block-meta.ts';
import { openLines, type EncodedBlock } from '../store/block.ts';
import { pack, unpack } from '../store/packed.ts';
import { holdsLoose } from './loose.ts';

/** Characters in a row that a filter knows. Fewer than four are everywhere where ids are logged. */
const GRAM = 4;
/** 32 KiB, for blocks full of random ids. */
const MOST_BITS = 18;
const FEWEST_BITS = 10;
/** Folded together as long as less than this share of the bits is set. */
const DENSEST = 0.4;
/** A filter of which nothing can be told. */
const OPAQUE = Uint8Array.of(0);

/** 1 to 39 for the characters of fragments, letters whatever their case; 0 for all others. */
const CODES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const place = 'abcdefghijklmnopqrstuvwxyz0123456789_.-'.indexOf(String.fromCharCode(byte).toLowerCase());
  return byte < 128 ? place + 1 : 0;
});

/**
 * What occurs in a block, so that a search can pass over it without decompressing it: a bit for the hash of each
 * four characters in a row. Pure; takes some milliseconds a MiB and gives one to three percent of it.
 */
export function buildFilter({ lines, meta }: EncodedBlock): Uint8Array {
  const text = openLines(lines);
  if (holdsLoose(openMeta(meta), text)) return OPAQUE;
  let bits = new Uint8Array(2 ** (MOST_BITS - 3));
  eachGram(text, (hash) => {
    const place = hash & (2 ** MOST_BITS - 1);
    bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  });
  while (bits.length > 2 ** (FEWEST_BITS - 3)) {
    const folded = fold(bits);
    if (density(folded) > DENSEST) break;
    bits = folded;
  }
  return pack(bits);
}

/** Asks filters for fragments. */
export interface FilterTest {
  /** False where not all of the fragments can occur in the block; true without a filter. */
  couldHold(filter: Uint8Array | null): boolean;
}

export function createFilterTest(fragments: readonly string[]): FilterTest {
  const hashes = new Set<number>();
  for (const fragment of fragments) eachGram(Buffer.from(fragment), (hash) => hashes.add(hash));
  return {
    couldHold(filter) {
      if (hashes.size === 0 || filter === null || filter.length <= OPAQUE.length) return true;
      const bits = unpack(filter);
      const mask = bits.length * 8 - 1;
      for (const hash of hashes) {
        const place = hash & mask;
        if (((bits[place >> 3] ?? 0) & (1 << (place & 7))) === 0) return false;
      }
      return true;
    },
  };
}

function eachGram(text: Uint8Array, visit: (hash: number) => void): void {
  let gram = 0;
  let length = 0;
  for (const byte of text) {
    const code = CODES[byte] ?? 0;
    if (code === 0) length = 0;
    else {
      gram = ((gram << 6) | code) & 0xffffff;
      length += 1;
      if (length >= GRAM) visit(hashOf(gram));
    }
  }
}

/** Its low bits are as good as any: filters of all sizes take as many as they have. */
function hashOf(gram: number): number {
  const mixed = Math.imul(gram ^ (gram >>> 13), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Half the size, as if it had been filled at that size. */
function fold(bits: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = bits.length / 2;
  return Uint8Array.from({ length: half }, (_, index) => (bits[index] ?? 0) | (bits[index + half] ?? 0));
}

function density(bits: Uint8Array): number {
  let set = 0;
  for (const byte of bits) for (let rest = byte; rest > 0; rest &= rest - 1) set += 1;
  return set / (bits.length * 8);
}
