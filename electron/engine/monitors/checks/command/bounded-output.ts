import type { Readable } from 'node:stream';
import type { Clock } from '../../../ports.ts';

/** How long reading pauses after each piece that is thrown away, so that a flood leaves the event loop to others. */
const PAUSE_MS = 1;

/** What a program wrote, as far as it was kept. */
export interface BoundedOutput {
  bytes(): Buffer;
  /** True once something was thrown away. */
  isCut(): boolean;
}

/** Room for what most programs write; it doubles as need be. */
const FIRST_ROOM = 4_096;

/** Keeps the first `limit` bytes of a stream and throws the rest away, still reading, so that the writer never waits for long. */
export function keepFirst(stream: Readable, limit: number, clock: Clock): BoundedOutput {
  let kept = Buffer.alloc(Math.min(FIRST_ROOM, limit));
  let size = 0;
  let isCut = false;
  const keep = (chunk: Buffer): void => {
    const wanted = Math.min(limit, size + chunk.length);
    if (wanted > kept.length) {
      const larger = Buffer.alloc(Math.min(limit, Math.max(wanted, 2 * kept.length)));
      kept.copy(larger, 0, 0, size);
      kept = larger;
    }
    size += chunk.copy(kept, size);
  };
  // A pipe that breaks ends the output; how the program ended is told by its exit.
  stream.on('error', () => stream.destroy());
  stream.on('data', (chunk: Buffer) => {
    const isWhole = chunk.length <= limit - size;
    keep(chunk);
    release(chunk);
    if (isWhole) return;
    isCut = true;
    stream.pause();
    clock.setTimeout(() => stream.resume(), PAUSE_MS);
  });
  return { bytes: () => kept.subarray(0, size), isCut: () => isCut };
}

/**
 * Frees the memory of a piece at once. The collector counts memory outside its heap late, so that a flood would else
 * take some 60 MiB of it before any is freed.
 */
function release(chunk: Buffer): void {
  const { buffer } = chunk;
  const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength;
  if (isOwn) buffer.transfer(0);
}
