import { encodeMeta, openMeta, type BlockMeta } from './block-meta.ts';
import { pack, unpack } from './packed.ts';
import { columnsOf, type RecordColumns } from './record-columns.ts';
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

/** A block, and the length of its records' lines in bytes, without what joins them. */
export interface SizedBlock extends EncodedBlock {
  rawBytes: number;
}

/** The lines of records, ready to be stored. */
export interface EncodedLines {
  /** See `EncodedBlock`. */
  lines: Uint8Array;
  /** The length of each record's lines in bytes. */
  bytes: Uint32Array;
}

/** The lines of records in their order; what is no Unicode in `raw` comes back as U+FFFD. */
export function encodeLines(records: readonly Pick<StoredRecord, 'raw'>[]): EncodedLines {
  const bytes = new Uint32Array(records.length);
  const raw = asciiLines(records, bytes) ?? textLines(records, bytes);
  return { lines: pack(raw), bytes };
}

/**
 * The same of lines that are bytes already.
 * @param pieces of them, with a newline between two records
 * @param bytes the length of each record's lines
 */
export function encodedLines(pieces: readonly Uint8Array[], bytes: Uint32Array): EncodedLines {
  const [first] = pieces;
  return { lines: pack(first && pieces.length === 1 ? first : Buffer.concat(pieces)), bytes };
}

/**
 * Records of one source as a block, in their order. Numbers are whole and below 2^52.
 * @throws RangeError where there is none, or they are of several sources
 */
export function encodeBlock(records: readonly StoredRecord[]): SizedBlock {
  return encodeColumns(columnsOf(records), encodeLines(records));
}

/** The same of records whose lines were encoded before. */
export function encodeColumns(records: RecordColumns, { lines, bytes }: EncodedLines): SizedBlock {
  return { lines, meta: encodeMeta(records, bytes), rawBytes: rawLength(bytes) };
}

/** The length of all records' lines; `bytes` has that of each. */
export function rawLength(bytes: Uint32Array): number {
  return bytes.reduce((sum, length) => sum + length, 0);
}

/** The lines where every character of them is a byte, as mostly; else null. Writes the length of each. */
function asciiLines(records: readonly Pick<StoredRecord, 'raw'>[], bytes: Uint32Array): Buffer | null {
  const length = records.reduce((sum, record) => sum + record.raw.length, 0);
  // With room behind the end, whatever takes several bytes shows in what was written.
  const all = Buffer.allocUnsafe(length + records.length + LONGEST_CHARACTER);
  let end = 0;
  for (const [index, { raw }] of records.entries()) {
    if (index > 0) all[end++] = NEWLINE;
    const written = all.write(raw, end);
    if (written !== raw.length) return null;
    bytes[index] = written;
    end += written;
  }
  return all.subarray(0, end);
}

function textLines(records: readonly Pick<StoredRecord, 'raw'>[], bytes: Uint32Array): Buffer {
  for (const [index, { raw }] of records.entries()) bytes[index] = Buffer.byteLength(raw);
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
