/** When a crashed engine is started again. Pure; times are milliseconds of any one clock. */

const DELAYS_MS = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000];
const TOO_MANY = 5;
const WITHIN_MS = 5 * 60_000;

/** Times of the crashes so far, oldest first. */
export type Crashes = readonly number[];

/**
 * The delay before the next start, growing with each crash of the last five minutes, or null to stop: five
 * crashes in five minutes are not going to mend themselves.
 */
export function afterCrash(crashes: Crashes, at: number): { crashes: Crashes; delayMs: number | null } {
  const recent = [...crashes.filter((crash) => at - crash < WITHIN_MS), at];
  if (recent.length >= TOO_MANY) return { crashes: recent, delayMs: null };
  return { crashes: recent, delayMs: DELAYS_MS[recent.length - 1] ?? 60_000 };
}
