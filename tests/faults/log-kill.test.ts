import { expect, it } from 'vitest';
import { killedLogThread } from '../fixtures/killed-log-thread.ts';
import { killWhileTailing } from '../fixtures/tail-kill.ts';

it.each([1, 2, 3, 4, 5])(
  'a log thread that is killed 20 times amid rotations loses and doubles no line (storm %i)',
  async (seed) => {
    const { written, stored, gaps } = await killWhileTailing(20, seed, killedLogThread);
    expect(stored.toSorted()).toEqual(written.toSorted());
    expect(gaps).toEqual([]);
  },
);
