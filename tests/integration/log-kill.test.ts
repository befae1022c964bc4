import { expect, it } from 'vitest';
import { killedLogThread } from '../fixtures/killed-log-thread.ts';
import { killWhileTailing } from '../fixtures/tail-kill.ts';

it('a log thread that is killed amid rotations loses and doubles no line', async () => {
  const { written, stored, gaps } = await killWhileTailing(4, 1, killedLogThread);
  expect(stored.toSorted()).toEqual(written.toSorted());
  expect(gaps).toEqual([]);
}, 180_000);
