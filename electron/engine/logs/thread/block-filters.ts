import type { Cancel, Clock } from '../../ports.ts';
import type { LogsFile } from './logs-file.ts';

const LOOK_MS = 2000;
const PAUSE_MS = 20;
/** Reading comes first: nothing was stored for so long. */
const QUIET_MS = 1000;

/** Works out, while nothing is read, what searches may pass blocks over by. */
export interface BlockFilters {
  /** Something was stored. */
  stored(): void;
  stop(): void;
}

export function startBlockFilters({ file, clock }: { file: LogsFile; clock: Clock }): BlockFilters {
  let storedAt = -Infinity;
  let timer: Cancel = clock.setTimeout(turn, LOOK_MS);

  function turn(): void {
    let more = false;
    try {
      more = clock.monotonic() - storedAt >= QUIET_MS && addOne();
    } catch {
      // A search is right without a filter; why nothing can be written stands in the state of every source.
    }
    timer = clock.setTimeout(turn, more ? PAUSE_MS : LOOK_MS);
  }

  function addOne(): boolean {
    const { blocks, transaction } = file.tables();
    return transaction(() => blocks.addFilter());
  }

  return {
    stored: () => void (storedAt = clock.monotonic()),
    stop: () => timer(),
  };
}
