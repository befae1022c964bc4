import type { Random } from '../ports.ts';

const FIRST_MS = 2_000;
const LONGEST_MS = 120_000;

/**
 * How long to wait after the nth failed attempt (from 1): anything up to a limit that doubles each time, so that
 * channels which failed together do not come back together ("full jitter").
 */
export function backoffMs(attempts: number, random: Random): number {
  return Math.round(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)));
}
