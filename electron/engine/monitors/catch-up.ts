import type { MonitorConfig } from '../../../shared/config/model.ts';
import type { MonitorMemory } from './memory.ts';

const FIRST_RESULT_MS = 5000;
const LONGEST_MS = 10_000;

/**
 * Within how many milliseconds a monitor must be checked after a start, a sleep or the network's return, or null
 * when its next regular check will do: 5 s where there is no result at all; min(interval, 10 s) where the last one
 * is older than the interval by wall clock (or younger than now, after the clock was set back), or where sight of
 * the monitor was lost.
 */
export function catchUpWindow(
  { intervalMs }: Pick<MonitorConfig, 'intervalMs'>,
  { last, confirmation }: Pick<MonitorMemory, 'last' | 'confirmation'>,
  now: number,
): number | null {
  if (!last) return FIRST_RESULT_MS;
  const age = now - last.at;
  const isDue = age > intervalMs || age < 0 || confirmation.state === 'unknown';
  return isDue ? Math.min(intervalMs, LONGEST_MS) : null;
}
