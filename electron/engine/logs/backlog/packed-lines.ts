import type { LogLine } from '../line.ts';

/** Lines as they go from thread to thread: one text and numbers, since thousands of objects cost more than their work. */
export interface PackedLines {
  /** All of them, without anything between them. */
  text: string;
  /** Of each its length in `text`. */
  lengths: Uint32Array;
  offsets: Float64Array;
  bytes: Float64Array;
  /** Sum of LINE_FLAGS. */
  flags: Uint8Array;
}

const LINE_FLAGS = { truncated: 1, harmless: 2 } as const;

export function packLines(lines: readonly LogLine[]): PackedLines {
  const count = lines.length;
  const packed: PackedLines = {
    text: lines.map(({ text }) => text).join(''),
    lengths: new Uint32Array(count),
    offsets: new Float64Array(count),
    bytes: new Float64Array(count),
    flags: new Uint8Array(count),
  };
  for (const [index, { text, offset, bytes, truncated, harmless }] of lines.entries()) {
    packed.lengths[index] = text.length;
    packed.offsets[index] = offset;
    packed.bytes[index] = bytes;
    packed.flags[index] =
      (truncated ? LINE_FLAGS.truncated : 0) | (harmless === true ? LINE_FLAGS.harmless : 0);
  }
  return packed;
}

export function unpackLines({ text, lengths, offsets, bytes, flags }: PackedLines): LogLine[] {
  let start = 0;
  return Array.from(lengths, (length, index) => {
    const from = start;
    start += length;
    const flag = flags[index] ?? 0;
    return {
      text: text.slice(from, start),
      offset: offsets[index] ?? 0,
      bytes: bytes[index] ?? 0,
      truncated: (flag & LINE_FLAGS.truncated) !== 0,
      harmless: (flag & LINE_FLAGS.harmless) !== 0,
    };
  });
}
