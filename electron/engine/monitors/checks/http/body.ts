import { pipeline, type Readable } from 'node:stream';
import { firstPiece, type Decoder, type Encodings } from './content-encoding.ts';
import { CheckFailure } from './failure.ts';

/** How much of a body is read, after decompression. */
export const BODY_LIMIT = 1024 * 1024;

/** Compressed bytes may exceed what comes out of them by a little (stored blocks, headers). */
const ENCODED_LIMIT = BODY_LIMIT + 64 * 1024;

/** More pieces than any sane body comes in; each costs far more than the byte it may hold. */
const MOST_PIECES = 32_768;

const SMALL_BODY = 16 * 1024;

export interface Body {
  bytes: Buffer;
  /** Why there is more that was not read, or null where this is all. */
  cut: string | null;
}

const TOO_LARGE = 'body cut at 1 MiB';

/**
 * Reads a body to its end or to 1 MiB, undoing its encodings on the way. Every stage is a stream and bounded, so a
 * small bomb costs no more than a large page; the rest of a cut body is not read, and the caller ends the connection.
 * `onBytes` gets the size of each piece as it came over the wire.
 * Rejects with the source's error, or with `CheckFailure` where the encoding is broken.
 */
export async function readBody(
  source: Readable,
  encodings: Extract<Encodings, { decoders: unknown }>,
  onBytes: (bytes: number) => void,
): Promise<Body> {
  // The error of a stream that is no longer read is nobody's business, and unheard it would end the process.
  source.on('error', () => {});
  source.on('data', (chunk: Buffer) => onBytes(chunk.length));
  if (encodings.decoders.length === 0) return collect(source);
  try {
    return await decode(source, encodings.decoders);
  } catch (error) {
    if (source.errored) throw source.errored;
    const how = encodings.names.join(' over ');
    throw new CheckFailure('transport', `the body is not valid ${how}`, { cause: error });
  }
}

async function decode(source: Readable, decoders: readonly Decoder[]): Promise<Body> {
  const overflow = { happened: false };
  let stream = source;
  for (const decoder of decoders) {
    const first = await firstPiece(stream).catch((error: unknown) => {
      if (overflow.happened) return 'overflow' as const;
      throw error;
    });
    if (first === 'overflow') return { bytes: Buffer.alloc(0), cut: TOO_LARGE };
    if (first === null) return { bytes: Buffer.alloc(0), cut: null };
    const decoded = decoder(first);
    let seen = first.length;
    stream.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      if (seen <= ENCODED_LIMIT) return;
      overflow.happened = true;
      decoded.destroy();
    });
    decoded.write(first);
    pipeline(stream, decoded, () => {
      // Errors travel down the chain; the end of it is where they are heard.
    });
    stream = decoded;
  }
  return collect(stream, () => overflow.happened);
}

/** Collects up to the limit, in one buffer: a body of many tiny pieces must not become as many objects. */
function collect(stream: Readable, isOverflow: () => boolean = () => false): Promise<Body> {
  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    let length = 0;
    let pieces = 0;
    const finish = (cut: string | null): void => resolve({ bytes: bytes.subarray(0, length), cut });
    stream.on('data', (chunk: Buffer) => {
      if (stream.destroyed) return;
      const room = BODY_LIMIT - length;
      const part = chunk.length > room ? chunk.subarray(0, room) : chunk;
      bytes = length === 0 ? part : append(bytes, length, part);
      length += part.length;
      pieces += 1;
      if (chunk.length <= room && pieces <= MOST_PIECES) return;
      finish(chunk.length > room ? TOO_LARGE : `body cut after ${MOST_PIECES} pieces`);
      stream.destroy();
    });
    stream.once('end', () => finish(null));
    stream.once('error', reject);
    stream.once('close', () => {
      if (isOverflow()) finish(TOO_LARGE);
      else reject(new Error('the stream was closed'));
    });
  });
}

/**
 * Appends in place where there is room. The first piece is kept as it came, a small body grows step by step, and a
 * larger one gets all the room there may be at once: pages that are never written to cost nothing.
 */
function append(bytes: Buffer, length: number, part: Buffer): Buffer {
  const needed = length + part.length;
  const large = needed > SMALL_BODY;
  const room = needed <= bytes.length ? bytes : Buffer.allocUnsafeSlow(large ? BODY_LIMIT : SMALL_BODY);
  if (room !== bytes) bytes.copy(room, 0, 0, length);
  part.copy(room, length);
  return room;
}
