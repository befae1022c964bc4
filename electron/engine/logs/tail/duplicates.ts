import { hasSettled, type Stranger } from './candidates.ts';
import { bytesBefore } from './examine.ts';
import { positionOf, headMatcher } from './known-log.ts';
import type { LogBook, Opened } from './log-book.ts';
import type { OpenFile } from './log-files.ts';
import type { Mark } from './text-source.ts';

/** A complete copy of a log that is still read from elsewhere: nothing to look at before it may be told apart. */
export function isIdleDuplicate({ judged, duplicateOf, examined, since }: Stranger, now: number): boolean {
  if (!judged || !duplicateOf?.log.carrier || !examined) return false;
  return positionOf(duplicateOf.log) < examined.length || !hasSettled(since, now);
}

/**
 * A copy that grows no more becomes a log of its own once all that it holds was read of its original; one that is
 * seen to differ does at once.
 * @returns false where it is still too early, or it was written anew
 */
export async function setApart(
  book: LogBook,
  opened: Opened,
  { duplicateOf, since }: Stranger,
  now: number,
): Promise<boolean> {
  if (!duplicateOf) return false;
  const { log, certainTo } = duplicateOf;
  const { file, examined } = opened;
  const original = log.carrier && !log.carrier.gzip ? log.carrier.open?.file : null;
  if (!original || examined.gzip || !headMatcher(examined.head)(log)) return false;
  const agreesAt = async (offset: number) =>
    (await bytesBefore(file, offset)).equals(await bytesBefore(original, offset));
  if (examined.length < certainTo || !(await agreesAt(certainTo))) return false;
  const common = Math.min(examined.length, positionOf(log));
  if (!(await agreesAt(common))) {
    await book.adopt(opened, await markAt(file, certainTo), false);
    return true;
  }
  if (positionOf(log) < examined.length || !hasSettled(since, now)) return false;
  log.copiedTo = Math.max(log.copiedTo, examined.length);
  await book.adopt(opened, await markAt(file, examined.length), true);
  return true;
}

async function markAt(file: OpenFile, offset: number): Promise<Mark> {
  return { offset, before: await bytesBefore(file, offset) };
}
