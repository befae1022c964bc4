const LEAST_MS = 10_000;
const MOST_MS = 24 * 3_600_000;

/**
 * The time at which a log record counts: that at which it was read, unless its own time is 10 s to 24 h earlier. Its
 * own time never counts where it lies in the future.
 */
export function countedAt({ time, readAt }: { time: number; readAt: number }): number {
  const late = readAt - time;
  return late >= LEAST_MS && late <= MOST_MS ? time : readAt;
}
