import fc from 'fast-check';
import { expect, it } from 'vitest';
import { modelNotifications } from '../../../../tests/fakes/alert-model.ts';
import { coreNotifications } from '../../../../tests/fakes/alert-model-run.ts';
import { restarts, worlds } from '../../../../tests/fakes/alert-model-worlds.ts';

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
