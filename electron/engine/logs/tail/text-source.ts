import { FINGERPRINT_BYTES, lastBytes } from './fingerprint.ts';
import { createGzipStream, type GzipEnd, type GzipStream } from './gzip-stream.ts';
import type { OpenFile } from './log-files.ts';

/** Where a log was read to: an offset and the last 1,000 bytes before it. */
export interface Mark {
  offset: number;
  before: Buffer;
}

export type Reading =
  /** `window`: what stands before the mark, and the chunk. `last`: nothing follows at this moment. */
  | { kind: 'bytes'; chunk: Buffer; window: Buffer; last: boolean }
  /** Nothing there yet. For gzip `end` tells how it ended. */
  | { kind: 'end'; end: GzipEnd }
  /** Still on the way to the mark; ask again. */
  | { kind: 'skipping' }
  /** What stands before the mark is not what was read: the file was cut or written anew. */
  | { kind: 'changed' };

/** The text of one open file, read on from a mark. */
export interface TextSource {
  /**
   * At most `most` bytes. They are valid until the next call, and until `workspace` is used again.
   * @param workspace room for what is read, `most` and the bytes before the mark
   */
  read(mark: Mark, most: number, workspace: Buffer): Promise<Reading>;
  /** Forgets how far it came: the file was written to. */
  reset(): void;
  close(): void;
}

/** The bytes as they lie there. What was read before is looked at in the same read: a file cut meanwhile is never mistaken. */
export function plainText(file: OpenFile): TextSource {
  return {
    async read({ offset, before }, most, workspace) {
      const room = workspace.subarray(0, Math.min(workspace.length, before.length + most));
      const got = await file.read(room, offset - before.length);
      if (got < before.length || !room.subarray(0, before.length).equals(before)) return { kind: 'changed' };
      if (got === before.length) return { kind: 'end', end: null };
      const window = room.subarray(0, got);
      return { kind: 'bytes', chunk: room.subarray(before.length, got), window, last: got < room.length };
    },
    reset: () => undefined,
    close: () => undefined,
  };
}

/** How much text is skipped in one call on the way to the mark. */
const SKIP = 16 * 1024 * 1024;

/** Decompressed in order; what was read of the log already is skipped. */
export function gzipText(file: OpenFile): TextSource {
  let stream: GzipStream | null = null;
  let position = 0;
  let seen: Buffer = Buffer.alloc(0);
  let arrived = false;
  const forget = () => {
    stream?.close();
    stream = null;
    position = 0;
    seen = Buffer.alloc(0);
    arrived = false;
  };
  return {
    async read({ offset, before }, most) {
      if (position > offset) forget();
      stream ??= createGzipStream(file);
      for (let skipped = 0; position < offset;) {
        if (skipped >= SKIP) return { kind: 'skipping' };
        const chunk = await stream.read(Math.min(offset - position, most));
        if (chunk.length === 0)
          return stream.end === 'early' ? { kind: 'end', end: 'early' } : { kind: 'changed' };
        position += chunk.length;
        skipped += chunk.length;
        seen = lastBytes(seen, chunk);
      }
      if (!arrived && !seen.equals(before.subarray(-FINGERPRINT_BYTES))) return { kind: 'changed' };
      arrived = true;
      const chunk = await gather(stream, most);
      position += chunk.length;
      if (chunk.length === 0) return { kind: 'end', end: stream.end };
      return { kind: 'bytes', chunk, window: Buffer.concat([before, chunk]), last: false };
    },
    reset: forget,
    close: forget,
  };
}

/** As much as is asked for, unless the end comes before. */
async function gather(stream: GzipStream, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let left = most; left > 0;) {
    const piece = await stream.read(left);
    if (piece.length === 0) break;
    pieces.push(piece);
    left -= piece.length;
  }
  return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
}
