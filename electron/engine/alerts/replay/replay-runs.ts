import { ContractFailure } from '../../../../shared/contract/failure.ts';
import type { Clock } from '../../ports.ts';

/** A replay tells what it has found when it has taken so long. */
const LONGEST_MS = 20_000;
/** So many run beside each other: a rule as it is written and as it is saved, in two windows. */
const MOST = 4;

/** Keeps replays to their time and their number. */
export interface ReplayRuns {
  /** `isOver` throws once a later replay has taken this one's place. */
  run<T>(work: (isOver: () => boolean) => Promise<T>): Promise<T>;
}

export function createReplayRuns(clock: Pick<Clock, 'monotonic'>): ReplayRuns {
  const running: { replaced: boolean }[] = [];
  return {
    async run(work) {
      const own = { replaced: false };
      const end = clock.monotonic() + LONGEST_MS;
      running.push(own);
      const oldest = running.length > MOST ? running.shift() : undefined;
      if (oldest) oldest.replaced = true;
      try {
        return await work(() => {
          if (own.replaced)
            throw new ContractFailure('replaced', 'Later replays took the place of this one.');
          return clock.monotonic() >= end;
        });
      } finally {
        const place = running.indexOf(own);
        if (place >= 0) running.splice(place, 1);
      }
    },
  };
}
