import { expect, it } from 'vitest';
import { killWhileTailing } from '../fixtures/tail-kill.ts';

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'a tailing process that is killed 20 times amid rotations loses and doubles no line (storm %i)',
  async (seed) => {
    const { written, stored, gaps } = await killWhileTailing(20, seed);
    expect(stored).toEqual(written);
    expect(gaps).toEqual([]);
  },
);
