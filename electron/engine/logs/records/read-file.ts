import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createLineReader, type LineBatch } from './read-lines.ts';

/**
 * The lines of a whole file from its first byte to its end, the last one also without a line end; gzip is told by
 * its magic bytes. A gzip that ends early or is damaged yields what could be read and a gap.
 * @throws the file system's error where the file cannot be read
 */
export async function* readLogFile(path: string): AsyncGenerator<LineBatch> {
  const isGzip = await hasGzipMagic(path);
  const lines = createLineReader();
  let read = 0;
  try {
    for await (const chunk of isGzip ? gunzipped(path) : createReadStream(path, { highWaterMark: 1 << 18 })) {
      const bytes = chunk as Buffer;
      read += bytes.length;
      yield lines.push(bytes);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!isGzip || !code.startsWith('Z_')) throw error;
    const { lines: last, gaps } = lines.end();
    yield { lines: last, gaps: [...gaps, { offset: read, bytes: 0, reason: gzipReason(code) }] };
    return;
  }
  yield lines.end();
}

function gzipReason(code: string): string {
  return code === 'Z_BUF_ERROR' ? 'the gzip file ends early' : 'the gzip file is damaged from here on';
}

function gunzipped(path: string): Readable {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  // Whoever reads the result gets the error; the callback only keeps it from being thrown.
  return pipeline(createReadStream(path), gunzip, () => {});
}

async function hasGzipMagic(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
