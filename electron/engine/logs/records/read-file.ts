import { createLineFramer } from '../line-framer.ts';
import type { Framed } from '../framing.ts';
import type { LogLine } from '../line.ts';
import { createGzipStream, type GzipStream } from '../tail/gzip-stream.ts';
import type { OpenFile } from '../tail/log-files.ts';
import { nodeLogFiles } from '../tail/node-log-files.ts';
import type { Gap } from '../tail/types.ts';

/** Lines and gaps of a stretch of a file, each in its order. */
export interface FilePart {
  lines: LogLine[];
  gaps: Gap[];
}

const PIECE = 1 << 20;

/**
 * The lines of a whole file from its first byte to its end, the last one also without a line end; gzip is told by
 * its magic bytes. A gzip that ends early or is damaged yields what could be read and a gap.
 * @throws the file system's error where the file cannot be read, and an Error for what is no regular file
 */
export async function* readLogFile(path: string): AsyncGenerator<FilePart> {
  const file = await nodeLogFiles.open(path);
  let gzip: GzipStream | null = null;
  try {
    const { kind } = await file.facts();
    // A FIFO or a device would never end.
    if (kind !== 'file') throw new Error(`it is a ${kind}, not a regular file`);
    gzip = (await isGzip(file)) ? createGzipStream(file) : null;
    const framer = createLineFramer(0);
    const next = gzip ? () => gzip?.read(PIECE) : plainPieces(file);
    let read = 0;
    for (let piece = await next(); piece && piece.length > 0; piece = await next()) {
      read += piece.length;
      yield partOf(framer.push(piece));
    }
    yield partOf(framer.flush());
    if (gzip && gzip.end !== 'complete') {
      yield { lines: [], gaps: [{ offset: read, bytes: null, reason: 'gzip' }] };
    }
  } finally {
    gzip?.close();
    await file.close();
  }
}

function plainPieces(file: OpenFile): () => Promise<Buffer> {
  const buffer = Buffer.alloc(PIECE);
  let position = 0;
  return async () => {
    const got = await file.read(buffer, position);
    position += got;
    return buffer.subarray(0, got);
  };
}

async function isGzip(file: OpenFile): Promise<boolean> {
  const magic = Buffer.alloc(2);
  return (await file.read(magic, 0)) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
}

function partOf({ lines, holes }: Framed): FilePart {
  return { lines, gaps: holes.map((hole) => ({ ...hole, reason: 'nul' as const })) };
}
