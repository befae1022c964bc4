const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration cut to what a reader wants to know of it: at most two units, seconds only below ten minutes. */
export function roughly(ms: number): number {
  const step = ms >= DAY ? HOUR : ms >= 10 * MINUTE ? MINUTE : SECOND;
  return Math.max(SECOND, Math.floor(ms / step) * step);
}
