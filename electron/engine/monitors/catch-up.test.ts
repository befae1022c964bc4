import { expect, it } from 'vitest';
import type { LastCheck } from '../../../shared/domain/monitor-status.ts';
import { catchUpWindow } from './catch-up.ts';
import { UNCONFIRMED } from './confirmation.ts';

const NOW = 1_000_000_000;
const HEALTHY = { ...UNCONFIRMED, state: 'healthy' as const };
const lastAt = (at: number): LastCheck => ({
  at,
  state: 'healthy',
  latencyMs: 1,
  httpStatus: null,
  message: '',
  failure: null,
  phases: null,
  certificate: null,
  dialect: null,
  because: null,
});
const windowOf = (intervalMs: number, last: LastCheck | null, confirmation = HEALTHY): number | null =>
  catchUpWindow({ intervalMs }, { last, confirmation }, NOW);

it('a monitor without any result is checked within 5 s', () => {
  expect(windowOf(3_600_000, null)).toBe(5000);
});

it('one whose last result is older than its interval is checked within min(interval, 10 s)', () => {
  expect(windowOf(30_000, lastAt(NOW - 30_001))).toBe(10_000);
  expect(windowOf(3000, lastAt(NOW - 3001))).toBe(3000);
});

it('one with a younger result waits for its tick', () => {
  expect(windowOf(30_000, lastAt(NOW - 30_000))).toBeNull();
});

it('one of which sight was lost, or whose result lies in the future, does not wait', () => {
  const lost = { ...HEALTHY, state: 'unknown' as const };
  expect(catchUpWindow({ intervalMs: 30_000 }, { last: lastAt(NOW - 1), confirmation: lost }, NOW)).toBe(
    10_000,
  );
  expect(windowOf(30_000, lastAt(NOW + 3_600_000))).toBe(10_000);
});
