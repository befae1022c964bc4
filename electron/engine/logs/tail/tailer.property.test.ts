import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySteps, holdsRecordsOpen, keepingSteps, play } from '../../../../tests/fixtures/tail-sequences.ts';

const FINE = { doubled: [], strange: [], lost: [] };
const runs = { numRuns: 400 };

describe('a tailed directory', () => {
  it('gives every line exactly once and in order, whatever renames, archives, restarts and kills come', async () => {
    await fc.assert(
      fc.asyncProperty(keepingSteps, async (steps) => {
        const { disordered, ...rest } = await play(steps);
        expect(rest).toEqual(FINE);
        expect(holdsRecordsOpen(steps) ? [] : disordered).toEqual([]);
      }),
      runs,
    );
  }, 60_000);

  it('misses only what was cut or deleted unread, and names the gap', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        expect(await play(steps)).toMatchObject(FINE);
      }),
      runs,
    );
  }, 60_000);
});
