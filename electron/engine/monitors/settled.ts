import type { Cancel, Clock } from '../ports.ts';

/** Waits until all have ended, however they do, but no longer than `waitMs`. */
export async function settled(
  clock: Clock,
  promises: readonly Promise<void>[],
  waitMs: number,
): Promise<void> {
  let cancel: Cancel = () => {};
  const tooLong = new Promise<void>((resolve) => {
    cancel = clock.setTimeout(resolve, waitMs);
  });
  await Promise.race([Promise.allSettled(promises), tooLong]);
  cancel();
}
