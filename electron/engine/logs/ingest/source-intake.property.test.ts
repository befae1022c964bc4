import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playedLogStore } from '../../../../tests/fixtures/played-log-store.ts';
import { anySteps, keepingSteps, play } from '../../../../tests/fixtures/tail-sequences.ts';

const FINE = { doubled: [], strange: [], lost: [] };
const runs = { numRuns: 200 };

describe('records of a tailed directory', () => {
  it('hold every line exactly once, whatever renames, archives, restarts and kills come', async () => {
    await fc.assert(
      fc.asyncProperty(keepingSteps, async (steps) => {
        expect(await play(steps, playedLogStore)).toMatchObject(FINE);
      }),
      runs,
    );
  }, 120_000);

  it('miss only what was cut or deleted unread, and a gap is named', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        expect(await play(steps, playedLogStore)).toMatchObject(FINE);
      }),
      runs,
    );
  }, 120_000);
});
