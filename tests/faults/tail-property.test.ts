import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySteps, holdsRecordsOpen, keepingSteps, play } from '../fixtures/tail-sequences.ts';

const FINE = { doubled: [], strange: [], lost: [] };
const RUNS = Number(process.env.TAIL_SEQUENCES ?? 10_000);
const SEED = process.env.TAIL_SEED === undefined ? {} : { seed: Number(process.env.TAIL_SEED) };

describe('a tailed directory, over many thousand sequences', () => {
  it('gives every line exactly once and in order where nothing is cut or deleted', async () => {
    await fc.assert(
      fc.asyncProperty(keepingSteps, async (steps) => {
        const { disordered, ...rest } = await play(steps);
        expect(rest).toEqual(FINE);
        expect(holdsRecordsOpen(steps) ? [] : disordered).toEqual([]);
      }),
      { numRuns: RUNS, ...SEED },
    );
  });

  it('misses only what was cut or deleted unread, and names the gap', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        expect(await play(steps)).toMatchObject(FINE);
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
});
