import { LONGEST_LINE } from '../framing.ts';
import type { LogLine } from '../line.ts';
import { createLineFramer, encodingOf } from '../line-framer.ts';
import type { Examined } from './examine.ts';
import { createGzipStream } from './gzip-stream.ts';
import type { OpenFile } from './log-files.ts';

const PIECE = 256 * 1024;

/** The last line of a file that has an end; null where there is none within reach. */
export async function lastWholeLine(
  file: OpenFile,
  { gzip, length, head }: Examined,
): Promise<LogLine | null> {
  const encoding = encodingOf(head);
  if (gzip) {
    const stream = createGzipStream(file);
    const framer = createLineFramer(0, encoding);
    let last: LogLine | null = null;
    try {
      for (;;) {
        const chunk = await stream.read(PIECE);
        last = framer.push(chunk).lines.at(-1) ?? last;
        if (chunk.length === 0) return last;
      }
    } finally {
      stream.close();
    }
  }
  // Two longest lines: the first found may be the end of one that starts before.
  const start = Math.max(0, length - 4 * LONGEST_LINE) & ~1;
  const buffer = Buffer.alloc(length - start);
  const bytes = buffer.subarray(0, await file.read(buffer, start));
  const { lines } = createLineFramer(start, encoding).push(bytes);
  return (start === 0 ? lines : lines.slice(1)).at(-1) ?? null;
}
