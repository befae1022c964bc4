import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playedLogStore } from '../fixtures/played-log-store.ts';
import { anySteps, keepingSteps, play } from '../fixtures/tail-sequences.ts';

const FINE = { doubled: [], strange: [], lost: [] };
const RUNS = Number(process.env['TAIL_SEQUENCES'] ?? 10_000);

describe('records of a tailed directory, over many thousand sequences', () => {
  it.each([
    ['where nothing is cut or deleted', keepingSteps],
    ['where only what was cut or deleted unread may miss', anySteps],
  ])(
    'hold every line exactly once %s',
    async (_, sequences) => {
      await fc.assert(
        fc.asyncProperty(sequences, async (steps) => {
          expect(await play(steps, playedLogStore)).toMatchObject(FINE);
        }),
        { numRuns: RUNS },
      );
    },
    3_600_000,
  );
});
