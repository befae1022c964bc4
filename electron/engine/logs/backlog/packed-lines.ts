import type { StandingLines } from '../framing.ts';
import type { LogLine } from '../line.ts';
import type { LineTable } from '../line-table.ts';

/** Lines as they go from thread to thread: bytes and numbers, since thousands of objects cost more than their work. */
export interface PackedLines {
  /** All of them in UTF-8, a newline behind each. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Of each its length in `bytes`. */
  lengths: Uint32Array;
  offsets: Float64Array;
  /** What each takes in the file. */
  sizes: Float64Array;
  /** Sum of LINE_FLAGS. */
  flags: Uint8Array;
}

const LINE_FLAGS = { truncated: 1, harmless: 2 } as const;

/**
 * @param standing the last of the lines as they stand in their file, where they are at hand
 * @param room gives bytes of a buffer of their own, which may be longer
 */
export function packLines(
  lines: readonly LogLine[],
  standing: StandingLines | null = null,
  room: (length: number) => Uint8Array<ArrayBuffer> = (length) => new Uint8Array(length),
): PackedLines {
  const count = lines.length;
  const lengths = new Uint32Array(count);
  const offsets = new Float64Array(count);
  const sizes = new Float64Array(count);
  const flags = new Uint8Array(count);
  const bytes = bytesOf(lines, standing, lengths, room);
  for (let index = 0; index < count; index += 1) {
    const line = lines[index];
    if (!line) continue;
    offsets[index] = line.offset;
    sizes[index] = line.bytes;
    flags[index] =
      (line.truncated ? LINE_FLAGS.truncated : 0) | (line.harmless === true ? LINE_FLAGS.harmless : 0);
  }
  return { bytes, lengths, offsets, sizes, flags };
}

/** Also writes the length of each. */
function bytesOf(
  lines: readonly LogLine[],
  standing: StandingLines | null,
  lengths: Uint32Array,
  room: (length: number) => Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const others = standing ? lines.slice(0, standing.before) : lines;
  const text = others.map((line) => `${line.text}\n`).join('');
  const textBytes = Buffer.byteLength(text);
  const bytes = room(textBytes + (standing?.bytes.length ?? 0));
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).write(text);
  if (standing) bytes.set(standing.bytes, textBytes);
  const isAscii = textBytes === text.length;
  for (const [index, line] of others.entries())
    lengths[index] = isAscii ? line.text.length : Buffer.byteLength(line.text);
  // What stands as it is is ASCII, or it would not be known.
  for (let index = others.length; index < lines.length; index += 1)
    lengths[index] = lines[index]?.text.length ?? 0;
  return bytes;
}

export function unpackLines({ bytes: packed, lengths, offsets, sizes, flags }: PackedLines): LineTable {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const starts = new Uint32Array(lengths.length);
  for (let index = 1; index < starts.length; index += 1)
    starts[index] = (starts[index - 1] ?? 0) + (lengths[index - 1] ?? 0) + 1;
  const start = (index: number): number => starts[index] ?? 0;
  const end = (index: number): number => start(index) + (lengths[index] ?? 0);
  const offset = (index: number): number => offsets[index] ?? 0;
  return {
    count: lengths.length,
    bytes,
    start,
    end,
    offset,
    isHarmless: (index) => flags[index] === LINE_FLAGS.harmless,
    line(index) {
      const flag = flags[index] ?? 0;
      return {
        text: bytes.toString('utf8', start(index), end(index)),
        offset: offset(index),
        bytes: sizes[index] ?? 0,
        truncated: (flag & LINE_FLAGS.truncated) !== 0,
        harmless: (flag & LINE_FLAGS.harmless) !== 0,
      };
    },
  };
}
