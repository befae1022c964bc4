/**
 * A mutant is killed by the first test that fails; the others are skipped. Vitest's own `bail` may lose that failure with
 * the rest of its file, and the mutant seems to survive.
 */
import { afterEach, beforeEach, inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** From StrykerJS; not there in its first run, without a mutant. */
    activeMutant: string | undefined;
  }
}

/** The mutant that was killed last: workers may be used again for the next. */
const killed = globalThis as typeof globalThis & { killedMutant?: string | undefined };

beforeEach(({ skip }) => {
  const mutant = inject('activeMutant');
  skip(mutant !== undefined && mutant === killed.killedMutant, 'the mutant is killed');
});

afterEach(({ task }) => {
  if (task.result?.state === 'fail') killed.killedMutant = inject('activeMutant');
});
