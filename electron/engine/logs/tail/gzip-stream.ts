import { createGunzip, type Gunzip } from 'node:zlib';
import type { OpenFile } from './log-files.ts';

/** Compressed bytes read at once. */
const PIECE = 64 * 1024;

/** How a gzip file ended: wholly; before its stream did; or with bytes that are no gzip. Null: not at the end yet. */
export type GzipEnd = 'complete' | 'early' | 'damaged' | null;

/**
 * Decompresses a file in order, as much at a time as is asked for: a file that expands to a terabyte takes no more
 * memory than any other. Several members after one another are one text, zero bytes after the last are padding.
 */
export interface GzipStream {
  /** At most `most` bytes; empty at the end, then `end` tells how it is. */
  read(most: number): Promise<Buffer>;
  readonly end: GzipEnd;
  close(): void;
}

export function createGzipStream(file: OpenFile): GzipStream {
  const gunzip = createGunzip({ chunkSize: PIECE });
  let end: GzipEnd = null;
  let failure: NodeJS.ErrnoException | null = null;
  let readError: unknown = null;
  let wake: () => void = () => undefined;
  const changed = () => wake();
  gunzip.on('readable', changed).on('end', () => {
    end = 'complete';
    wake();
  });
  gunzip.on('error', (error: NodeJS.ErrnoException) => {
    failure = error;
    wake();
  });
  let started = false;

  return {
    get end() {
      return end;
    },
    async read(most) {
      if (!started) {
        started = true;
        feed(file, gunzip).catch((error: unknown) => {
          readError = error;
          wake();
        });
      }
      for (;;) {
        const chunk = take(gunzip, most);
        if (chunk) return chunk;
        if (readError !== null) throw readError;
        if (failure) end = failure.code === 'Z_BUF_ERROR' ? 'early' : 'damaged';
        if (end !== null) return Buffer.alloc(0);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    close: () => void gunzip.destroy(),
  };
}

function take(gunzip: Gunzip, most: number): Buffer | null {
  const waiting = gunzip.readableLength;
  if (waiting === 0) {
    gunzip.read(0);
    return null;
  }
  return gunzip.read(Math.min(waiting, most)) as Buffer | null;
}

/** Hands the file over as fast as what comes out is taken. */
async function feed(file: OpenFile, gunzip: Gunzip): Promise<void> {
  const piece = Buffer.alloc(PIECE);
  for (let position = 0; ;) {
    const got = await file.read(piece, position);
    if (gunzip.destroyed) return;
    if (got === 0) break;
    position += got;
    await new Promise<void>((resolve) => {
      // An error has its own listener; here it only ends the wait.
      gunzip.write(Buffer.from(piece.subarray(0, got)), () => resolve());
    });
    if (gunzip.destroyed) return;
  }
  gunzip.end();
}
