import type { LineGap, LogEncoding } from '../read-lines.ts';
import type { LogLine } from '../record.ts';

/** What is kept of a line. */
export const KEPT_LINE_BYTES = 64 * 1024;

/** Runs of NUL within one line that are named one by one; further ones are added to the last. */
const MAX_HOLES = 16;

/** Gathers the bytes of one line, in pieces. */
export interface LineBuilder {
  isEmpty(): boolean;
  /** Bytes without a line end; runs of NUL among them are told as gaps. */
  add(piece: Buffer, offset: number): void;
  /** Bytes of UTF-16 without a line end or a NUL character. */
  addWide(piece: Buffer, offset: number): void;
  /** A run of NUL characters of whatever width. */
  addHole(offset: number, bytes: number): void;
  /** The line, which ends before `end`; the builder is empty again. */
  finish(end: number, encoding: LogEncoding): LogLine;
  peek(end: number, encoding: LogEncoding): LogLine | null;
}

export function createLineBuilder(onGap: (gap: LineGap) => void): LineBuilder {
  let start: number | null = null;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let truncated = false;
  let hole: LineGap | null = null;
  let holes = 0;

  function keep(piece: Buffer, offset: number): void {
    if (piece.length === 0) return;
    start ??= offset;
    const room = KEPT_LINE_BYTES - keptBytes;
    if (piece.length > room) truncated = true;
    if (room <= 0) return;
    // A copy, so that a small piece does not hold on to a large chunk.
    kept.push(Buffer.from(piece.subarray(0, room)));
    keptBytes += Math.min(room, piece.length);
  }

  function addHole(offset: number, bytes: number): void {
    if (hole && (hole.offset + hole.bytes === offset || holes >= MAX_HOLES)) {
      hole.bytes += bytes;
      return;
    }
    tellHole();
    holes += 1;
    hole = { offset, bytes, reason: 'NUL bytes' };
  }

  function tellHole(): void {
    if (hole) onGap(hole);
    hole = null;
  }

  function line(end: number, encoding: LogEncoding): LogLine {
    const from = start ?? (hole ? hole.offset + hole.bytes : end);
    const text = decode(Buffer.concat(kept), encoding, truncated);
    return {
      text: text.endsWith('\r') ? text.slice(0, -1) : text,
      offset: from,
      bytes: end - from,
      truncated,
      harmless: false,
    };
  }

  return {
    isEmpty: () => start === null && hole === null,
    add(piece, offset) {
      let at = 0;
      for (let nul = piece.indexOf(0); nul !== -1; nul = piece.indexOf(0, at)) {
        keep(piece.subarray(at, nul), offset + at);
        let end = nul + 1;
        while (end < piece.length && piece[end] === 0) end += 1;
        addHole(offset + nul, end - nul);
        at = end;
      }
      keep(piece.subarray(at), offset + at);
    },
    addWide: keep,
    addHole,
    finish(end, encoding) {
      const whole = line(end, encoding);
      tellHole();
      start = null;
      kept = [];
      keptBytes = 0;
      truncated = false;
      holes = 0;
      return whole;
    },
    peek: (end, encoding) => (start === null ? null : line(end, encoding)),
  };
}

function decode(bytes: Buffer, encoding: LogEncoding, truncated: boolean): string {
  if (encoding !== 'utf-8') return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return bytes.toString('utf8', 0, truncated ? wholeCharacters(bytes) : bytes.length);
}

/** The cut must not halve a character, which would read as malformed. */
function wholeCharacters(bytes: Buffer): number {
  let end = bytes.length;
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (width > back) end = bytes.length - back;
      break;
    }
  }
  return end;
}
