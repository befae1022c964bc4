import type { Readable, Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';

/** More encodings on top of each other than this are not undone. */
export const MOST_ENCODINGS = 3;

/** The largest window that RFC 9659 allows for zstd over HTTP (8 MiB); a frame could ask for 128 MiB. */
const ZSTD_WINDOW_LOG = 23;

/** Makes the stream that undoes one encoding, given the first piece that it will get. */
export type Decoder = (first: Buffer) => Transform;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // The name means zlib (RFC 9110, section 8.4.1.2), and some servers send a bare deflate stream all the same.
  deflate: (first) => (isZlib(first) ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } }),
};

/** The two bytes that a zlib stream begins with (RFC 1950, section 2.2). */
function isZlib(first: Buffer): boolean {
  const [method = 0, flags] = first;
  return (method & 0x0f) === 8 && (flags === undefined || (method * 256 + flags) % 31 === 0);
}

/** The encodings of a `Content-Encoding` header in the order they are undone, or why they cannot be. */
export type Encodings = { decoders: Decoder[]; names: string[] } | { problem: string };

/** Reads a `Content-Encoding` header; `identity` and an empty header mean none. */
export function readEncodings(header: string | undefined): Encodings {
  const names = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .toReversed();
  if (names.length > MOST_ENCODINGS) return { problem: `more than ${MOST_ENCODINGS} content encodings` };
  const decoders: Decoder[] = [];
  for (const name of names) {
    const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
    if (!decoder) return { problem: `unknown content encoding "${name}"` };
    decoders.push(decoder);
  }
  return { decoders, names };
}

/**
 * The first piece of a stream, taken out of it, with the stream paused behind it; null where it ends without any.
 * Rejects with the stream's error, also where it is destroyed before.
 */
export function firstPiece(source: Readable): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      source.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
    };
    const onData = (piece: Buffer): void => {
      // At once: what comes next must wait until somebody listens again.
      source.pause();
      done();
      resolve(piece);
    };
    const onEnd = (): void => {
      done();
      resolve(null);
    };
    const onError = (error: Error): void => {
      done();
      reject(error);
    };
    const onClose = (): void => onError(new Error('the stream was closed'));
    source.on('data', onData).once('end', onEnd).once('error', onError).once('close', onClose);
  });
}
