const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS = [
  ...[1, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30].map((count) => count * DAY),
];

/**
 * Round instants within a span, at most `most` of them.
 * @param offset what local time is ahead of UTC by, in milliseconds, so that days begin at midnight
 */
export function timeTicks(from: number, to: number, most: number, offset = 0): number[] {
  const span = to - from;
  if (!(span > 0) || most < 1) return [];
  const step = STEPS.find((candidate) => span / candidate <= most) ?? span;
  const ticks: number[] = [];
  for (
    let at = Math.ceil((from + offset) / step) * step - offset;
    at <= to && ticks.length < most;
    at += step
  ) {
    ticks.push(at);
  }
  return ticks;
}
