import { expect, it } from 'vitest';
import { VirtualClock } from '../../../../tests/fakes/virtual-clock.ts';
import { createReplayRuns } from './replay-runs.ts';

it('ends a replay that takes too long with what it has found', async () => {
  const clock = new VirtualClock();
  const runs = createReplayRuns(clock);
  const pieces = await runs.run(async (isOver) => {
    let done = 0;
    for (; !isOver(); done += 1) await clock.advance(3_000);
    return done;
  });
  expect(pieces).toBe(7);
});

it('lets the oldest give way to the newest where too many run at once, and goes on with the others', async () => {
  const runs = createReplayRuns(new VirtualClock());
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const all = Array.from({ length: 5 }, (_, index) =>
    runs.run(async (isOver) => {
      await gate;
      isOver();
      return index;
    }),
  );
  go();
  const settled = await Promise.allSettled(all);
  expect(settled[0]).toMatchObject({ reason: { code: 'replaced' } });
  expect(settled.slice(1)).toEqual([1, 2, 3, 4].map((value) => ({ status: 'fulfilled', value })));
  await expect(runs.run(() => Promise.resolve('free again'))).resolves.toBe('free again');
});
