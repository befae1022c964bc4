import type { LogLine } from './line.ts';
import { LONGEST_LINE, type Framed, type LineFramer } from './framing.ts';

/** Lines of UTF-16 text, from an even offset on. NUL characters are dropped; holes are not told apart from them. */
export function createUtf16Framer(start: number, encoding: 'utf-16le' | 'utf-16be'): LineFramer {
  const lineEnd = encoding === 'utf-16le' ? Buffer.from([10, 0]) : Buffer.from([0, 10]);
  let offset = start;
  let lineStart = start;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  /** The first half of a character whose second half has not come. */
  let half: Buffer = Buffer.alloc(0);

  const keep = (bytes: Buffer): void => {
    offset += bytes.length;
    const room = LONGEST_LINE + 2 - keptBytes;
    if (room <= 0 || bytes.length === 0) return;
    kept.push(Buffer.from(bytes.subarray(0, room)));
    keptBytes += Math.min(bytes.length, room);
  };

  const current = (textBytes: number): LogLine => {
    const all = new TextDecoder(encoding).decode(Buffer.concat(kept));
    const whole = keptBytes === textBytes && all.endsWith('\r');
    const truncated = textBytes - (whole ? 2 : 0) > LONGEST_LINE;
    const text = truncated ? all.slice(0, LONGEST_LINE / 2) : whole ? all.slice(0, -1) : all;
    const bytes = offset + half.length - lineStart;
    return { text: text.replaceAll('\0', ''), offset: lineStart, bytes, truncated };
  };

  const next = (): void => {
    kept = [];
    keptBytes = 0;
    lineStart = offset;
  };

  return {
    push(chunk) {
      const lines: LogLine[] = [];
      const joined = half.length > 0 ? Buffer.concat([half, chunk]) : chunk;
      const bytes = joined.subarray(0, joined.length & ~1);
      half = Buffer.alloc(0);
      for (let from = 0; from < bytes.length;) {
        const end = evenIndexOf(bytes, lineEnd, from);
        keep(bytes.subarray(from, end === -1 ? bytes.length : end));
        if (end === -1) break;
        const textBytes = offset - lineStart;
        offset += 2;
        lines.push(current(textBytes));
        next();
        from = end + 2;
      }
      half = Buffer.from(joined.subarray(bytes.length));
      return { lines, holes: [] };
    },
    flush(): Framed {
      if (offset + half.length === lineStart) return { lines: [], holes: [] };
      keep(half);
      half = Buffer.alloc(0);
      const line = current(offset - lineStart);
      next();
      return { lines: [line], holes: [] };
    },
    get lineStart() {
      return lineStart;
    },
    inNuls: false,
    partial: () => (offset === lineStart ? null : current(offset - lineStart)),
  };
}

function evenIndexOf(bytes: Buffer, wanted: Buffer, from: number): number {
  let at = bytes.indexOf(wanted, from);
  while (at !== -1 && at % 2 !== 0) at = bytes.indexOf(wanted, at + 1);
  return at;
}
