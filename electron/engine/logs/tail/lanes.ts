/**
 * Works through `all` in their order, as many at a time as there are lanes, and no further once one has failed or
 * said that it ends. Nothing is under way any more when this is done.
 * @returns whether it was ended
 * @throws what failed first
 */
export async function inLanes<T, L>(
  all: Iterable<T>,
  lanes: readonly L[],
  work: (one: T, lane: L) => Promise<boolean>,
): Promise<boolean> {
  const left = all[Symbol.iterator]();
  const state = { ended: false, failed: false };
  const run = async (lane: L): Promise<void> => {
    while (!state.ended && !state.failed) {
      const next = left.next();
      if (next.done) return;
      try {
        if (await work(next.value, lane)) state.ended = true;
      } catch (error) {
        state.failed = true;
        throw error;
      }
    }
  };
  for (const outcome of await Promise.allSettled(lanes.map(run))) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
  return state.ended;
}
