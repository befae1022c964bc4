import { isAscii } from 'node:buffer';
import { createLineBuilder, KEPT_LINE_BYTES, type LineBuilder } from './lines/line-builder.ts';
import { createUtf16Splitter, type Utf16Splitter } from './lines/utf16.ts';
import { createSuspicion } from './lines/suspicion.ts';
import type { LogLine } from './record.ts';

/** Bytes of a file that hold no line. */
export interface LineGap {
  /** In the decompressed file. */
  offset: number;
  bytes: number;
  reason: string;
}

export type LogEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Lines and gaps in the order of the file. */
export interface LineBatch {
  lines: LogLine[];
  gaps: LineGap[];
}

/** Cuts the bytes of one file into lines; holds at most 64 KiB of a line, however long it is. */
export interface LineReader {
  /** The next bytes; returns the lines that end in them. */
  push(chunk: Uint8Array): LineBatch;
  /** The file ends here: its last line, also without a line end. */
  end(): LineBatch;
  /** What has been seen of the line that has no end yet; null where the file stands at the start of one. */
  partial(): LogLine | null;
  /** Known from the third byte on. */
  encoding(): LogEncoding;
}

const NEWLINE = 10;
const RETURN = 13;

/**
 * Lines end with LF or CRLF. UTF-8 unless a byte order mark says UTF-16; malformed bytes become U+FFFD; runs of
 * NUL bytes are skipped and named as gaps; of a longer line the first 64 KiB are kept.
 * @param start where the first chunk stands in the file, and the encoding where that is not its head
 */
export function createLineReader(
  start: { offset: number; encoding?: LogEncoding } = { offset: 0 },
): LineReader {
  let offset = start.offset;
  let encoding: LogEncoding | null = start.encoding ?? (start.offset > 0 ? 'utf-8' : null);
  let head = Buffer.alloc(0);
  let batch: LineBatch = { lines: [], gaps: [] };
  const builder: LineBuilder = createLineBuilder((gap) => batch.gaps.push(gap));
  let wide: Utf16Splitter | null = null;
  const suspicion = createSuspicion();

  function take(chunk: Buffer): void {
    if (encoding !== 'utf-8' && encoding !== null) {
      wide ??= createUtf16Splitter(encoding, builder, (line) => batch.lines.push(line));
      wide.push(chunk, offset);
    } else takeNarrow(chunk);
    offset += chunk.length;
  }

  function takeNarrow(chunk: Buffer): void {
    if (!isAscii(chunk) || chunk.includes(0)) {
      takeBytes(chunk, 0);
      return;
    }
    // The rest of a line that an earlier chunk began
    const first = builder.isEmpty() ? 0 : chunk.indexOf(NEWLINE) + 1;
    if (first === 0 && !builder.isEmpty()) takeBytes(chunk, 0);
    else {
      if (first > 0) takeBytes(chunk.subarray(0, first), 0);
      takeAscii(chunk, first);
    }
  }

  /** Most chunks: one decoding for all lines of it, and characters count as bytes. */
  function takeAscii(chunk: Buffer, first: number): void {
    const text = chunk.toString('latin1');
    suspicion.look(text);
    let from = first;
    for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', from)) {
      const hasReturn = end > from && text.charCodeAt(end - 1) === RETURN;
      const stop = hasReturn ? end - 1 : end;
      const truncated = stop - from > KEPT_LINE_BYTES;
      batch.lines.push({
        text: text.slice(from, truncated ? from + KEPT_LINE_BYTES : stop),
        offset: offset + from,
        bytes: end + 1 - from,
        truncated,
        harmless: !suspicion.between(from, stop),
      });
      from = end + 1;
    }
    if (from < chunk.length) takeBytes(chunk, from);
  }

  function takeBytes(chunk: Buffer, from: number): void {
    let at = from;
    for (let end = chunk.indexOf(NEWLINE, at); end !== -1; end = chunk.indexOf(NEWLINE, at)) {
      builder.add(chunk.subarray(at, end), offset + at);
      batch.lines.push(builder.finish(offset + end + 1, 'utf-8'));
      at = end + 1;
    }
    if (at < chunk.length) builder.add(chunk.subarray(at), offset + at);
  }

  /** A byte order mark is at most three bytes; until they are there nothing is read. */
  function takeHead(chunk: Buffer, isAll: boolean): void {
    head = Buffer.concat([head, chunk]);
    if (head.length < 3 && !isAll) return;
    const found = markOf(head);
    encoding = found.encoding;
    offset += found.length;
    const rest = head.subarray(found.length);
    head = Buffer.alloc(0);
    if (rest.length > 0) take(rest);
  }

  function handOut(): LineBatch {
    const full = batch;
    batch = { lines: [], gaps: [] };
    return full;
  }

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (encoding === null) takeHead(bytes, false);
      else take(bytes);
      return handOut();
    },
    end() {
      if (encoding === null) takeHead(Buffer.alloc(0), true);
      wide?.end();
      if (!builder.isEmpty()) {
        const line = builder.finish(offset, encoding ?? 'utf-8');
        if (line.bytes > 0) batch.lines.push(line);
      }
      return handOut();
    },
    partial: () => builder.peek(offset, encoding ?? 'utf-8'),
    encoding: () => encoding ?? 'utf-8',
  };
}

function markOf(head: Buffer): { encoding: LogEncoding; length: number } {
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', length: 2 };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', length: 3 };
  return { encoding: 'utf-8', length: 0 };
}
