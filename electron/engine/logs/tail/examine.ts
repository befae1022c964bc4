import { FINGERPRINT_BYTES, isGzip, lastBytes } from './fingerprint.ts';
import { createGzipStream } from './gzip-stream.ts';
import type { OpenFile } from './log-files.ts';

/** What identity is decided by, of one file. All bytes are text, decompressed where the file is gzip. */
export interface Examined {
  gzip: boolean;
  /** The first 1,000 bytes, or all there are. */
  head: Buffer;
  /** How much text there is, as far as it was looked at. */
  length: number;
  /** False for a gzip file that ends before its stream does. */
  complete: boolean;
  /** The last 1,000 bytes before `length`. */
  end: Buffer;
  /** The last 1,000 bytes before each offset that was asked for and is reached. */
  before: Map<number, Buffer>;
}

/** An archive is looked through so far at least before it is taken for complete. */
const FAR_ENOUGH = 64 * 1024 * 1024;
const PIECE = 256 * 1024;

/**
 * Looks at a file.
 * @param size of the file as it lies on disk
 * @param offsets which offsets matter, once the head is known
 */
export async function examine(
  file: OpenFile,
  size: number,
  offsets: (head: Buffer) => readonly number[],
): Promise<Examined> {
  const head = await headOf(file, size);
  if (isGzip(head)) return examineGzip(file, offsets);
  const before = new Map<number, Buffer>();
  for (const offset of offsets(head)) {
    if (offset <= size) before.set(offset, await bytesBefore(file, offset));
  }
  return { gzip: false, head, length: size, complete: true, end: await bytesBefore(file, size), before };
}

/**
 * The first bytes of a plain file that make its identity: 1,000, or all there are, without NUL bytes at their end, as
 * those are often room that is written over later. Where there is nothing but NUL, that is the head.
 */
export async function headOf(file: OpenFile, size: number): Promise<Buffer> {
  const bytes = await piece(file, 0, Math.min(FINGERPRINT_BYTES, size));
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end === 0 ? bytes : bytes.subarray(0, end);
}

/** The last 1,000 bytes before an offset of a plain file; fewer at its start or past its end. */
export function bytesBefore(file: OpenFile, offset: number): Promise<Buffer> {
  const start = Math.max(0, offset - FINGERPRINT_BYTES);
  return piece(file, start, offset - start);
}

async function piece(file: OpenFile, position: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  return buffer.subarray(0, await file.read(buffer, position));
}

async function examineGzip(file: OpenFile, offsets: (head: Buffer) => readonly number[]): Promise<Examined> {
  const stream = createGzipStream(file);
  const before = new Map<number, Buffer>();
  let head = Buffer.alloc(0);
  let wanted: number[] | null = null;
  let end: Buffer = Buffer.alloc(0);
  let length = 0;
  try {
    for (;;) {
      const chunk = await stream.read(PIECE);
      if (head.length < FINGERPRINT_BYTES) {
        head = Buffer.concat([head, chunk.subarray(0, FINGERPRINT_BYTES - head.length)]);
      }
      if (wanted === null && (head.length === FINGERPRINT_BYTES || chunk.length === 0)) {
        wanted = [...offsets(head)].toSorted((a, b) => a - b);
        keep(before, wanted, 0, head);
      }
      const window = Buffer.concat([end, chunk]);
      if (wanted) keep(before, wanted, length - end.length, window);
      length += chunk.length;
      end = lastBytes(end, chunk);
      if (chunk.length === 0)
        return { gzip: true, head, length, complete: stream.end !== 'early', end, before };
      if (length >= FAR_ENOUGH && wanted && length >= (wanted.at(-1) ?? 0)) {
        return { gzip: true, head, length, complete: true, end, before };
      }
    }
  } finally {
    stream.close();
  }
}

/** Takes over what stands before the offsets that lie in a window of the text. */
function keep(before: Map<number, Buffer>, offsets: readonly number[], start: number, window: Buffer): void {
  for (const offset of offsets) {
    const from = Math.max(0, offset - FINGERPRINT_BYTES);
    if (before.has(offset) || from < start || offset > start + window.length) continue;
    before.set(offset, Buffer.from(window.subarray(from - start, offset - start)));
  }
}
