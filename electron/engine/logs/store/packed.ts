import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** First byte of what `pack` gives; another one is another layout. */
const VERSION = 1;
const HEADER_BYTES = 5;
const FAST = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Bytes as they are stored: version, length (32 bits, little endian), zstd at level 1. */
export function pack(bytes: Uint8Array): Uint8Array {
  const compressed = zstdCompressSync(bytes, { params: FAST, pledgedSrcSize: bytes.length });
  const packed = Buffer.allocUnsafe(HEADER_BYTES + compressed.length);
  packed[0] = VERSION;
  packed.writeUInt32LE(bytes.length, 1);
  compressed.copy(packed, HEADER_BYTES);
  return packed;
}

/** @throws Error where the bytes are another version's, or damaged */
export function unpack(packed: Uint8Array): Buffer {
  const { buffer, byteOffset, byteLength } = packed;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  if (bytes[0] !== VERSION || bytes.length < HEADER_BYTES) {
    throw new Error('a stored block of log records is damaged, or written by a newer Watchpost');
  }
  const length = bytes.readUInt32LE(1);
  // One output buffer of the right size; growing it step by step takes three times as long.
  const room = Math.max(64, length + 1);
  try {
    const unpacked = zstdDecompressSync(bytes.subarray(HEADER_BYTES), {
      chunkSize: room,
      maxOutputLength: room,
    });
    if (unpacked.length === length) return unpacked;
  } catch (error) {
    throw new Error('a stored block of log records is damaged', { cause: error });
  }
  throw new Error('a stored block of log records is damaged');
}
