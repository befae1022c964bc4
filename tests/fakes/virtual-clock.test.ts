import { expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

it('runs timers in the order of their due times and lets promises settle in between', async () => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  clock.setTimeout(() => seen.push('late'), 20);
  clock.setTimeout(() => {
    void Promise.resolve().then(() => clock.setTimeout(() => seen.push('chained'), 5));
  }, 10);
  await clock.advance(30);
  expect(seen).toEqual(['chained', 'late']);
  expect(clock.monotonic()).toBe(30);
});

it('runs overdue timers late after a stall, never moving backwards', async () => {
  const clock = new VirtualClock(0);
  let at = -1;
  clock.setTimeout(() => (at = clock.now()), 10);
  clock.stall(5000);
  await clock.advance(1);
  expect(at).toBe(5000);
  expect(clock.now()).toBe(5001);
});

it('passes wall time alone in suspend', () => {
  const clock = new VirtualClock(0);
  clock.suspend(60_000);
  expect([clock.now(), clock.monotonic()]).toEqual([60_000, 0]);
});
