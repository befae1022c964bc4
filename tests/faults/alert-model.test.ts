import fc from 'fast-check';
import { expect, it } from 'vitest';
import { modelNotifications } from '../fakes/alert-model.ts';
import { coreNotifications } from '../fakes/alert-model-run.ts';
import { worlds } from '../fakes/alert-model-worlds.ts';

it('the alert core says what the model says in 100,000 random histories', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(worlds, fc.integer({ min: 1, max: 50 }), (world, restartEvery) => {
      expect(coreNotifications(world, restartEvery)).toEqual(modelNotifications(world));
    }),
    { numRuns: 100_000 },
  );
});
