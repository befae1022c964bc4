import fc from 'fast-check';
import { expect, it } from 'vitest';
import { modelNotifications } from '../../../../tests/fakes/alert-model.ts';
import { modelFlapping } from '../../../../tests/fakes/flapping-model.ts';
import { coreFlapping, coreNotifications } from '../../../../tests/fakes/alert-model-run.ts';
import { flappingWorlds, restarts, worlds } from '../../../../tests/fakes/alert-model-worlds.ts';

it(
  'the core says exactly what a slow and obvious model says, restarted every few seconds',
  { timeout: 600_000 },
  () => {
    fc.assert(
      fc.property(worlds, restarts, (world, restartEvery) => {
        expect(coreNotifications(world, restartEvery)).toEqual(modelNotifications(world));
      }),
      { numRuns: 2_000 },
    );
  },
);

it('a monitor flaps exactly when a slow and obvious model says that it does', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(flappingWorlds, restarts, (world, restartEvery) => {
      expect(coreFlapping(world, restartEvery)).toEqual(modelFlapping(world));
    }),
    { numRuns: 500 },
  );
});
