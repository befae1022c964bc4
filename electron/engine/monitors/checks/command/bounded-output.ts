import type { Readable } from 'node:stream';
import type { Clock } from '../../../ports.ts';

/** How long reading pauses after each piece that is only thrown away: at most some 64 MB/s cost no more than a few per cent of a core. */
const PAUSE_MS = 1;

/** What a program wrote, as far as it was kept. */
export interface BoundedOutput {
  bytes(): Buffer;
  /** True once something was thrown away. */
  isCut(): boolean;
}

/** Keeps the first `limit` bytes of a stream and throws the rest away, still reading, so that the writer never waits for long. */
export function keepFirst(stream: Readable, limit: number, clock: Clock): BoundedOutput {
  const kept: Buffer[] = [];
  let size = 0;
  let isCut = false;
  // A pipe that breaks ends the output; how the program ended is told by its exit.
  stream.on('error', () => stream.destroy());
  stream.on('data', (chunk: Buffer) => {
    const room = limit - size;
    if (room > 0) {
      // A copy, so that a small piece does not hold on to the whole block it was read into.
      const piece = Buffer.from(chunk.subarray(0, room));
      kept.push(piece);
      size += piece.length;
    }
    if (chunk.length <= room) return;
    isCut = true;
    stream.pause();
    clock.setTimeout(() => stream.resume(), PAUSE_MS);
  });
  return { bytes: () => Buffer.concat(kept), isCut: () => isCut };
}
