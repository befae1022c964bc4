import { expect, it } from 'vitest';
import { killWhileTailing } from '../fixtures/tail-kill.ts';

it('a tailing process that is killed amid rotations loses and doubles no line', async () => {
  const { written, stored, gaps } = await killWhileTailing(6, 1);
  expect(stored).toEqual(written);
  expect(gaps).toEqual([]);
});
