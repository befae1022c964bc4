import { isAscii } from 'node:buffer';
import type { LogLine } from './line.ts';
import { createSuspicion, isHarmless, type Suspicion } from './suspicion.ts';
import { PIECE_BYTES } from './piece.ts';
import { LONGEST_LINE, SHORTEST_HOLE, type Framed, type LineFramer } from './framing.ts';

const LF = 10;
const CR = 13;

/** Lines of UTF-8 text, holes of NUL bytes taken out. */
export function createUtf8Framer(start: number): LineFramer {
  /** Of the next byte. */
  let offset = start;
  let lineStart = start;
  /** What is kept of the line without an end. */
  let kept: Buffer[] = [];
  let keptBytes = 0;
  /** Text of the line without an end, kept or not. */
  let textBytes = 0;
  /** NUL bytes right before `offset`. */
  let nuls = 0;
  let framed: Framed = { lines: [], holes: [] };
  const suspicion = createSuspicion();

  const closeNuls = (): void => {
    if (nuls === 0) return;
    const from = offset - nuls;
    if (nuls >= SHORTEST_HOLE) framed.holes.push({ offset: from, bytes: nuls });
    if (lineStart === from) lineStart = offset;
    nuls = 0;
  };

  const keep = (bytes: Buffer): void => {
    if (bytes.length === 0) return;
    offset += bytes.length;
    textBytes += bytes.length;
    // One byte more than a line may have: where it is a CR, the line is not too long.
    const room = LONGEST_LINE + 1 - keptBytes;
    if (room <= 0) return;
    kept.push(Buffer.from(bytes.subarray(0, room)));
    keptBytes += Math.min(bytes.length, room);
  };

  const current = (): LogLine => {
    const bytes = kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept);
    return lineOf(bytes, lineStart, offset - lineStart, textBytes);
  };

  const endLine = (): void => {
    offset += 1;
    framed.lines.push(current());
    delete framed.standing;
    kept = [];
    keptBytes = 0;
    textBytes = 0;
    lineStart = offset;
  };

  const text = (bytes: Buffer): void => {
    closeNuls();
    let from = 0;
    if (lineStart !== offset) {
      const end = bytes.indexOf(LF);
      keep(end === -1 ? bytes : bytes.subarray(0, end));
      if (end === -1) return;
      endLine();
      from = end + 1;
    }
    const last = bytes.lastIndexOf(LF);
    if (last >= from) {
      const whole = bytes.subarray(from, last + 1);
      const before = framed.lines.length;
      const stand = wholeLines(whole, offset, suspicion, framed.lines);
      if (stand) framed.standing = { before, bytes: whole };
      else delete framed.standing;
      offset += last + 1 - from;
      lineStart = offset;
      from = last + 1;
    }
    keep(bytes.subarray(from));
  };

  const taken = (): Framed => {
    const result = framed;
    framed = { lines: [], holes: [] };
    return result;
  };

  return {
    push(chunk) {
      for (let from = 0; from < chunk.length;) {
        const zero = chunk.indexOf(0, from);
        if (zero !== from) text(chunk.subarray(from, zero === -1 ? chunk.length : zero));
        if (zero === -1) break;
        const end = endOfNuls(chunk, zero);
        nuls += end - zero;
        offset += end - zero;
        from = end;
      }
      return taken();
    },
    flush() {
      closeNuls();
      if (lineStart !== offset) {
        framed.lines.push(current());
        kept = [];
        keptBytes = 0;
        textBytes = 0;
        lineStart = offset;
      }
      return taken();
    },
    get lineStart() {
      return lineStart;
    },
    get inNuls() {
      return nuls > 0;
    },
    partial: () => (textBytes === 0 ? null : current()),
  };
}

/** Where a run of NUL bytes ends. */
function endOfNuls(chunk: Buffer, from: number): number {
  let at = from;
  const block = 4096;
  const zeros = NULS.subarray(0, block);
  while (at + block <= chunk.length && chunk.compare(zeros, 0, block, at, at + block) === 0) at += block;
  while (at < chunk.length && chunk[at] === 0) at += 1;
  return at;
}
const NULS = Buffer.alloc(4096);

/**
 * Bytes that end with LF and hold no NUL, cut into lines.
 * @returns whether the bytes are known to be the lines, with nothing but LF between them
 */
function wholeLines(bytes: Buffer, start: number, suspicion: Suspicion, into: LogLine[]): boolean {
  if (!isAscii(bytes)) {
    for (let from = 0; from < bytes.length;) {
      const end = bytes.indexOf(LF, from);
      into.push(lineOf(bytes.subarray(from, end), start + from, end + 1 - from, end - from));
      from = end + 1;
    }
    return false;
  }
  let stand = true;
  for (let from = 0; from < bytes.length;) {
    const last = bytes.lastIndexOf(LF, from + PIECE_BYTES - 1);
    const end = last < from ? bytes.indexOf(LF, from) : last;
    if (!asciiLines(bytes.toString('latin1', from, end + 1), start + from, suspicion, into)) stand = false;
    from = end + 1;
  }
  return stand;
}

/** Lines of ASCII characters that end with LF; returns whether they are what is kept of them. */
function asciiLines(all: string, start: number, suspicion: Suspicion, into: LogLine[]): boolean {
  let stand = true;
  suspicion.look(all);
  for (let from = 0; from < all.length;) {
    const end = all.indexOf('\n', from);
    const stop = all.charCodeAt(end - 1) === CR && end > from ? end - 1 : end;
    const truncated = stop - from > LONGEST_LINE;
    if (truncated || stop !== end) stand = false;
    const text = all.slice(from, truncated ? from + LONGEST_LINE : stop);
    // A mark that the cut goes through is none any more.
    const harmless = truncated ? isHarmless(text) : !suspicion.between(from, stop);
    into.push({ text, offset: start + from, bytes: end + 1 - from, truncated, harmless });
    from = end + 1;
  }
  return stand;
}

/**
 * @param bytes the start of the line, without LF and NUL
 * @param textBytes how many of them there are in all
 */
function lineOf(bytes: Buffer, offset: number, length: number, textBytes: number): LogLine {
  const ending = bytes.length === textBytes && bytes.at(-1) === CR ? 1 : 0;
  const truncated = textBytes - ending > LONGEST_LINE;
  const end = truncated ? wholeCharacters(bytes, LONGEST_LINE) : bytes.length - ending;
  const mark = offset === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.toString('utf8', mark, Math.max(mark, end));
  return { text, offset, bytes: length, truncated, harmless: isHarmless(text) };
}

/** The largest end at most `end` that cuts no UTF-8 sequence in two. */
function wholeCharacters(bytes: Buffer, end: number): number {
  let at = end;
  while (at > end - 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return ((bytes[at] ?? 0) & 0xc0) === 0x80 ? end : at;
}
