import type { LogLine } from '../line.ts';
import type { LineTable } from '../line-table.ts';

/** Lines as they go from thread to thread: one text and numbers, since thousands of objects cost more than their work. */
export interface PackedLines {
  /** All of them, parted by newlines. */
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
    text: lines.map(({ text }) => text).join('\n'),
    lengths: new Uint32Array(count),
    offsets: new Float64Array(count),
    bytes: new Float64Array(count),
    flags: new Uint8Array(count),
  };
  for (let index = 0; index < count; index += 1) {
    const line = lines[index];
    if (!line) continue;
    packed.lengths[index] = line.text.length;
    packed.offsets[index] = line.offset;
    packed.bytes[index] = line.bytes;
    packed.flags[index] =
      (line.truncated ? LINE_FLAGS.truncated : 0) | (line.harmless === true ? LINE_FLAGS.harmless : 0);
  }
  return packed;
}

export function unpackLines({ text, lengths, offsets, bytes, flags }: PackedLines): LineTable {
  const starts = new Uint32Array(lengths.length);
  for (let index = 1; index < starts.length; index += 1)
    starts[index] = (starts[index - 1] ?? 0) + (lengths[index - 1] ?? 0) + 1;
  const start = (index: number): number => starts[index] ?? 0;
  const end = (index: number): number => start(index) + (lengths[index] ?? 0);
  const offset = (index: number): number => offsets[index] ?? 0;
  return {
    count: lengths.length,
    text,
    start,
    end,
    offset,
    isHarmless: (index) => flags[index] === LINE_FLAGS.harmless,
    line(index) {
      const flag = flags[index] ?? 0;
      return {
        text: text.slice(start(index), end(index)),
        offset: offset(index),
        bytes: bytes[index] ?? 0,
        truncated: (flag & LINE_FLAGS.truncated) !== 0,
        harmless: (flag & LINE_FLAGS.harmless) !== 0,
      };
    },
  };
}
