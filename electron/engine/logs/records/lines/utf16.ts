import type { LogLine } from '../record.ts';
import type { LineBuilder } from './line-builder.ts';

/** Cuts UTF-16 into lines. */
export interface Utf16Splitter {
  push(chunk: Buffer, offset: number): void;
  /** Half a character at the end of a file is kept as malformed. */
  end(): void;
}

export function createUtf16Splitter(
  encoding: 'utf-16le' | 'utf-16be',
  builder: LineBuilder,
  onLine: (line: LogLine) => void,
): Utf16Splitter {
  const low = encoding === 'utf-16le' ? 0 : 1;
  /** The first half of a unit whose second is in the next chunk. */
  let half: { byte: Buffer; offset: number } | null = null;

  function take(bytes: Buffer, offset: number): void {
    let from = 0;
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      const unit = (bytes[at + low] ?? 0) | ((bytes[at + 1 - low] ?? 0) << 8);
      if (unit !== 0 && unit !== 10) continue;
      addUnits(bytes.subarray(from, at), offset + from);
      if (unit === 0) builder.addHole(offset + at, 2);
      else onLine(builder.finish(offset + at + 2, encoding));
      from = at + 2;
    }
    addUnits(bytes.subarray(from), offset + from);
  }

  /** Half of most units is NUL, so the builder must not look for those. */
  function addUnits(units: Buffer, offset: number): void {
    if (units.length > 0) builder.addWide(units, offset);
  }

  return {
    push(chunk, offset) {
      const bytes = half ? Buffer.concat([half.byte, chunk]) : chunk;
      const start = half ? half.offset : offset;
      const even = bytes.length - (bytes.length % 2);
      half = even === bytes.length ? null : { byte: Buffer.from(bytes.subarray(even)), offset: start + even };
      take(bytes.subarray(0, even), start);
    },
    end() {
      if (half) builder.addWide(half.byte, half.offset);
      half = null;
    },
  };
}
