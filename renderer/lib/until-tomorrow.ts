const MORNING = 8;

/** Milliseconds from `now` until eight o'clock tomorrow, in local time (also across a change of the clocks). */
export function untilTomorrow(now: number): number {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(MORNING, 0, 0, 0);
  return morning.getTime() - now;
}
