/** Longest time that a target can ask to be left alone. */
export const LONGEST_WAIT_MS = 15 * 60_000;

/** What is remembered of a target that asks to be left alone. */
export interface RateLimitMemory {
  /** Refusals in a row. */
  streak: number;
  /** Wall time before which nothing is sent; null while there is no limit. */
  notBefore: number | null;
}

export const NOT_LIMITED: RateLimitMemory = { streak: 0, notBefore: null };

/**
 * One more refusal: nothing is sent before Retry-After (15 min at most), and the interval doubles with each
 * refusal in a row, up to 15 min or the interval, whichever is longer.
 */
export function limited(
  before: RateLimitMemory,
  seen: { startedAt: number; endedAt: number; retryAfterMs: number | null; intervalMs: number },
): RateLimitMemory {
  const { startedAt, endedAt, intervalMs } = seen;
  const streak = before.streak + 1;
  const spacing = Math.min(intervalMs * 2 ** Math.min(streak, 20), Math.max(LONGEST_WAIT_MS, intervalMs));
  const asked = endedAt + Math.min(Math.max(0, seen.retryAfterMs ?? 0), LONGEST_WAIT_MS);
  // Half an interval early: the tick that lies a whole spacing after this one must not be missed by a hair.
  return { streak, notBefore: Math.max(asked, startedAt + spacing - intervalMs / 2) };
}
