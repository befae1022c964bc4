import { describe, expect, it } from 'vitest';
import { afterCrash, type Crashes } from './restart-policy.ts';

function delays(times: number[]): (number | null)[] {
  let crashes: Crashes = [];
  return times.map((at) => {
    const next = afterCrash(crashes, at);
    crashes = next.crashes;
    return next.delayMs;
  });
}

describe('restarting a crashed engine', () => {
  it('waits longer after each crash', () => {
    expect(delays([0, 2000, 5000, 10_000])).toEqual([1000, 2000, 4000, 8000]);
  });

  it('stops after five crashes in five minutes', () => {
    expect(delays([0, 60_000, 120_000, 180_000, 240_000]).at(-1)).toBeNull();
  });

  it('starts afresh once the crashes are five minutes old', () => {
    expect(delays([0, 2000, 400_000]).at(-1)).toBe(1000);
  });
});
