import type { StripCell } from '../../shared/contract/schemas.ts';
import type { State } from '../../shared/domain/state.ts';

/** The rectangles of a strip, one path for each state, and one for time before the monitor existed. */
export type StripPaths = Record<State | 'nothing', string>;

export interface StripSize {
  /** Width of a cell with its gap, in whole pixels so that edges stay crisp. */
  pitch: number;
  height: number;
  gap?: number;
}

/** What is wrong stays visible however short it was: no part of a cell is thinner than this share of its height. */
const LEAST_SHARE = 0.45;
const RADIUS = 1;

/**
 * Draws cells as upright bars. A bar is full while the state is known; problems stand at its top with their
 * share of the time. Unknown time is a low bar in the middle, so that a gap reads as a gap without colour.
 */
export function stripPaths(cells: readonly StripCell[], { pitch, height, gap = 1 }: StripSize): StripPaths {
  const paths: StripPaths = { healthy: '', degraded: '', unhealthy: '', unknown: '', nothing: '' };
  const width = pitch - gap;
  cells.forEach((cell, index) => {
    const x = index * pitch;
    const known = cell.healthy + cell.degraded + cell.unhealthy;
    if (known === 0) {
      if (cell.unknown > 0) paths.unknown += bar(x, height * 0.32, width, height * 0.36);
      else paths.nothing += bar(x, height / 2 - 1, width, 2);
      return;
    }
    const unhealthy = visible(cell.unhealthy / known) * height;
    const degraded = Math.min(visible(cell.degraded / known) * height, height - unhealthy);
    const healthy = height - unhealthy - degraded;
    if (unhealthy > 0) paths.unhealthy += bar(x, 0, width, unhealthy);
    if (degraded > 0) paths.degraded += bar(x, unhealthy, width, degraded);
    if (healthy > 0.5) paths.healthy += bar(x, unhealthy + degraded, width, healthy);
  });
  return paths;
}

function visible(share: number): number {
  return share === 0 ? 0 : Math.max(share, LEAST_SHARE);
}

function bar(x: number, y: number, width: number, height: number): string {
  const radius = Math.min(RADIUS, width / 2, height / 2);
  const [w, h] = [round(width - 2 * radius), round(height - 2 * radius)];
  const corner = (dx: number, dy: number) => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  return (
    `M${round(x + radius)} ${round(y)}h${w}${corner(radius, radius)}v${h}${corner(-radius, radius)}` +
    `h${-w}${corner(-radius, -radius)}v${-h}${corner(radius, -radius)}z`
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Time in each state over all cells, as shares of the time known and unknown together. */
export function stripShares(cells: readonly StripCell[]): Record<State, number> {
  const sums = { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0 };
  let total = 0;
  for (const cell of cells) {
    const length = cell.to - cell.from;
    for (const state of ['healthy', 'degraded', 'unhealthy', 'unknown'] as const) {
      sums[state] += cell[state] * length;
      total += cell[state] * length;
    }
  }
  if (total > 0) for (const state of Object.keys(sums) as State[]) sums[state] /= total;
  return sums;
}
