import type { LogLine } from '../line.ts';
import { createLineFramer, encodingOf } from '../line-framer.ts';
import { bytesBefore, examine, type Examined } from './examine.ts';
import { createGzipStream } from './gzip-stream.ts';
import type { Opened } from './log-book.ts';
import type { OpenFile } from './log-files.ts';
import type { Mark } from './text-source.ts';

/** How far back a source is read when it is added. */
export interface Backfill {
  ageMs: number;
  /** Of all files together, the newest first. */
  bytes: number;
}

/** The time of a line in epoch milliseconds, as the formats read it; null where it has none. */
export type TimeOf = (line: LogLine, path: string) => number | null;

const PIECE = 256 * 1024;

/** Where reading starts in the files that are there when a source is added. Asked for the newest first. */
export function createFirstContact({ ageMs, bytes }: Backfill, timeOf: TimeOf, now: number) {
  const since = now - ageMs;
  let left = bytes;
  return async ({ file, found, examined }: Opened): Promise<Mark> => {
    const { length } = examined.gzip ? await examine(file, found.size, () => [Infinity]) : examined;
    const skipsAll = found.changedAt < since || left <= 0;
    const from = Math.max(0, length - (skipsAll ? PIECE : left));
    const search = { from, since, skipsAll, timeOf: (line: LogLine) => timeOf(line, found.path) };
    const offset = await firstLineSince(file, { ...examined, length }, search);
    left -= length - offset;
    if (!examined.gzip) return { offset, before: await bytesBefore(file, offset) };
    const { before } = await examine(file, found.size, () => [offset]);
    return { offset, before: before.get(offset) ?? Buffer.alloc(0) };
  };
}

interface Search {
  from: number;
  since: number;
  skipsAll: boolean;
  timeOf: (line: LogLine) => number | null;
}

/**
 * The start of the first line after `from` that is not too old. Lines before it without a time are skipped with the
 * old ones; where no line has a time, it is the first line.
 */
async function firstLineSince(file: OpenFile, examined: Examined, search: Search): Promise<number> {
  const encoding = encodingOf(examined.head) ?? 'utf-8';
  const unit = encoding === 'utf-8' ? 1 : 2;
  // One character before: where that is a line end, the first line is whole.
  const start = Math.max(0, search.from - unit) - (Math.max(0, search.from - unit) % unit);
  const framer = createLineFramer(start, encoding);
  let cut = search.from > 0;
  let first: number | null = search.from > 0 ? null : 0;
  let timed = false;
  for await (const chunk of piecesFrom(file, examined, start)) {
    for (const line of framer.push(chunk).lines) {
      if (cut) {
        cut = false;
        first = line.offset + line.bytes;
        continue;
      }
      if (search.skipsAll) continue;
      const time = search.timeOf(line);
      if (time !== null && time >= search.since) return line.offset;
      timed ||= time !== null;
    }
  }
  const end = cut ? examined.length : framer.lineStart;
  return search.skipsAll || timed ? end : (first ?? end);
}

async function* piecesFrom(
  file: OpenFile,
  { gzip, length }: Examined,
  start: number,
): AsyncGenerator<Buffer> {
  if (!gzip) {
    for (let at = start; at < length; at += PIECE) {
      const buffer = Buffer.alloc(Math.min(PIECE, length - at));
      yield buffer.subarray(0, await file.read(buffer, at));
    }
    return;
  }
  const stream = createGzipStream(file);
  try {
    for (let at = 0; ;) {
      const chunk = await stream.read(PIECE);
      if (chunk.length === 0) return;
      if (at + chunk.length > start) yield chunk.subarray(Math.max(0, start - at));
      at += chunk.length;
    }
  } finally {
    stream.close();
  }
}
