import { encodeMeta, openMeta, type BlockMeta } from './block-meta.ts';
import { pack, unpack } from './packed.ts';
import type { StoredRecord } from './stored-record.ts';

const NEWLINE = 10;
/** In bytes of UTF-8. */
const LONGEST_CHARACTER = 4;

/** A block as the columns `lines` and `meta` hold it. */
export interface EncodedBlock {
  /** The lines of all records, each ending where the next begins, joined by `\n`, compressed. */
  lines: Uint8Array;
  /** What else is known of them, compressed apart: most questions need only one of both. */
  meta: Uint8Array;
}

/**
 * Records of one source as a block, in their order. Numbers are whole and below 2^52; what is no Unicode in `raw`
 * comes back as U+FFFD.
 * @returns with it the length of the records' lines in bytes, without what joins them
 * @throws RangeError where there is none, or they are of several sources
 */
export function encodeBlock(records: readonly StoredRecord[]): EncodedBlock & { rawBytes: number } {
  const bytes: number[] = [];
  const raw = asciiLines(records, bytes) ?? textLines(records, bytes);
  return { lines: pack(raw), meta: encodeMeta(records, bytes), rawBytes: raw.length - records.length + 1 };
}

/** The lines where every character of them is a byte, as mostly; else null. Adds the length of each. */
function asciiLines(records: readonly StoredRecord[], bytes: number[]): Buffer | null {
  const length = records.reduce((sum, record) => sum + record.raw.length, 0);
  // With room behind the end, whatever takes several bytes shows in what was written.
  const all = Buffer.allocUnsafe(length + records.length + LONGEST_CHARACTER);
  let end = 0;
  for (const { raw } of records) {
    if (bytes.length > 0) all[end++] = NEWLINE;
    const written = all.write(raw, end);
    if (written !== raw.length) return null;
    bytes.push(written);
    end += written;
  }
  return all.subarray(0, end);
}

function textLines(records: readonly StoredRecord[], bytes: number[]): Buffer {
  bytes.length = 0;
  for (const { raw } of records) bytes.push(Buffer.byteLength(raw));
  return Buffer.from(records.map((record) => record.raw).join('\n'));
}

/** @throws Error where the block is another version's, or damaged */
export function decodeBlock({ lines, meta }: EncodedBlock): StoredRecord[] {
  const opened = openMeta(meta);
  const text = openLines(lines);
  return Array.from({ length: opened.count }, (_, index) => storedRecord(opened, text, index));
}

/** The bytes of all lines, to be searched as they are. */
export function openLines(lines: Uint8Array): Buffer {
  return unpack(lines);
}

/** The bytes of one record's lines. */
export function rawBytes({ starts }: BlockMeta, lines: Buffer, index: number): Buffer {
  return lines.subarray(starts()[index] ?? 0, Math.max(0, (starts()[index + 1] ?? 0) - 1));
}

/** One whole record, without decoding the others. */
export function storedRecord(meta: BlockMeta, lines: Buffer, index: number): StoredRecord {
  return { ...meta.record(index), raw: rawBytes(meta, lines, index).toString() };
}

/** The record that the byte at `offset` of the lines belongs to; a newline between two belongs to the first. */
export function recordAt({ starts, count }: BlockMeta, offset: number): number {
  const begins = starts();
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((begins[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
