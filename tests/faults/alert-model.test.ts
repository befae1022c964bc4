import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelNotifications } from '../fakes/alert-model.ts';
import { modelFlapping } from '../fakes/flapping-model.ts';
import { coreFlapping, coreNotifications } from '../fakes/alert-model-run.ts';
import { flappingWorlds, restarts, worlds } from '../fakes/alert-model-worlds.ts';

/** Parts that end, whatever the machine: one that is not done by then has failed. */
const PARTS = 20;
const HISTORIES = 5_000;
const MOST_MS = 20 * 60_000;

describe('the alert core says what the model says in 100,000 random histories', () => {
  const parts = Array.from({ length: PARTS }, (_, index) => index + 1);

  it.each(parts)(`part %i of ${PARTS}`, { timeout: 2 * MOST_MS }, () => {
    fc.assert(
      fc.property(worlds, restarts, (world, restartEvery) => {
        expect(coreNotifications(world, restartEvery)).toEqual(modelNotifications(world));
      }),
      { numRuns: HISTORIES, interruptAfterTimeLimit: MOST_MS, markInterruptAsFailure: true },
    );
  });
});

it('a monitor flaps when the model says so in 20,000 random histories', { timeout: 2 * MOST_MS }, () => {
  fc.assert(
    fc.property(flappingWorlds, restarts, (world, restartEvery) => {
      expect(coreFlapping(world, restartEvery)).toEqual(modelFlapping(world));
    }),
    { numRuns: 20_000, interruptAfterTimeLimit: MOST_MS, markInterruptAsFailure: true },
  );
});
