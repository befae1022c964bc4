import { describe, expect, it } from 'vitest';
import type { StripCell } from '../../shared/contract/schemas.ts';
import { stripPaths, stripShares } from './strip-paths.ts';

const cell = (more: Partial<StripCell>): StripCell => ({
  from: 0,
  to: 1,
  healthy: 0,
  degraded: 0,
  unhealthy: 0,
  unknown: 0,
  ...more,
});
const size = { pitch: 4, height: 18 };
const bars = (path: string) => path.split('z').length - 1;
const heights = (path: string) =>
  [...path.matchAll(/v(-?[\d.]+)/g)].map(([, height]) => Math.abs(Number(height)));

describe('the bars of a strip', () => {
  it('fills a cell that was healthy all the time', () => {
    const paths = stripPaths([cell({ healthy: 1 })], size);
    expect(bars(paths.healthy)).toBe(1);
    expect(paths.unhealthy + paths.unknown + paths.nothing).toBe('');
  });

  it('keeps a short outage in sight, whatever its share', () => {
    const paths = stripPaths([cell({ healthy: 0.99, unhealthy: 0.01 })], size);
    expect(bars(paths.unhealthy)).toBe(1);
    expect(Math.max(...heights(paths.unhealthy))).toBeGreaterThan(18 * 0.3);
  });

  it('draws unknown time lower than known time, so that a gap shows without colour', () => {
    const { healthy, unknown } = stripPaths([cell({ healthy: 1 }), cell({ unknown: 1 })], size);
    expect(Math.max(...heights(unknown))).toBeLessThan(Math.max(...heights(healthy)) / 2);
  });

  it('tells time before the monitor existed from unknown time', () => {
    const { nothing, unknown } = stripPaths([cell({})], size);
    expect(bars(nothing)).toBe(1);
    expect(unknown).toBe('');
  });

  it('sums shares over cells of different length', () => {
    const shares = stripShares([cell({ healthy: 1, to: 3 }), cell({ unhealthy: 1, from: 3, to: 4 })]);
    expect(shares).toEqual({ healthy: 0.75, degraded: 0, unhealthy: 0.25, unknown: 0 });
  });
});
