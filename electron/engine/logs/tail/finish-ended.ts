import type { Handles } from './handles.ts';
import type { LogBook } from './log-book.ts';
import { finish } from './read-turn.ts';
import { isAtItsEnd, isCarried, newestOfFamilies } from './turn-order.ts';
import type { TailConsumer } from './types.ts';

/** A deleted file may still be written to; it is held so long after the last time that was seen. */
const DELETED_MS = 60_000;

/**
 * What ended is stored to its last byte, and its file let go.
 * @param now monotonic milliseconds
 * @throws RefusedError
 */
export async function finishEnded(
  book: LogBook,
  consumer: TailConsumer,
  handles: Handles,
  now: number,
): Promise<void> {
  const carried = book.logs.filter(isCarried);
  const newest = newestOfFamilies(carried);
  for (const log of carried) {
    const { carrier } = log;
    const successor = (newest.get(carrier.family.key) ?? -Infinity) > carrier.changedAt;
    if (!isAtItsEnd(carrier, successor, now)) continue;
    if (carrier.gzip && !carrier.complete && !log.stored.finished) {
      const offset = log.reading?.mark.offset ?? log.stored.offset;
      log.gaps.push({ offset, bytes: null, reason: 'gzip' });
    }
    await finish(log, consumer);
    if (carrier.deleted && now - carrier.grewAt >= DELETED_MS) {
      await book.release(log);
      log.over = true;
    } else if (!carrier.deleted && (carrier.gzip || carrier.quietLooks > 2)) await handles.close(carrier);
  }
  for (const log of book.logs) {
    if (!log.over || log.carrier || !(log.reading || log.dirty)) continue;
    // Its file is lost for good: what was read of its last line is a line, and its gap is named.
    await finish(log, consumer);
    log.reading = null;
  }
}
