import { createHash } from 'node:crypto';

/** How much of a log's head, and of what comes before a checkpoint, makes its identity. */
export const FINGERPRINT_BYTES = 1000;

/** Hash of bytes, 128 bits of SHA-256 in hex: unforgeable enough by chance, and it tells nothing of them. */
export function fingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** Whether bytes start a gzip member (RFC 1952: 1f 8b, method 8). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 3 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** The last 1,000 bytes of `before` followed by `chunk`, as a copy. */
export function lastBytes(before: Uint8Array, chunk: Uint8Array): Buffer {
  if (chunk.length >= FINGERPRINT_BYTES) return Buffer.from(chunk.subarray(chunk.length - FINGERPRINT_BYTES));
  const kept = before.subarray(Math.max(0, before.length + chunk.length - FINGERPRINT_BYTES));
  return Buffer.concat([kept, chunk]);
}
