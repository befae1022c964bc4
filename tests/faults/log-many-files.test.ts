import { expect, it } from 'vitest';
import { readManyFiles } from '../fixtures/many-logs.ts';

it('10,000 files that appear at once are read, each line once', async () => {
  expect(await readManyFiles(10_000)).toBe(20_000);
});
