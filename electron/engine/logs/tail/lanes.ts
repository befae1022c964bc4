/**
 * Works in several lanes, in each on one thing after the other, until there is nothing more for that lane, and no
 * further once one has failed or said that it ends. Nothing is under way any more when this is done.
 * @param next what comes next; null where there is nothing for who asks
 * @returns whether it was ended
 * @throws what failed first
 */
export async function inLanes<T, L>(
  next: () => T | null,
  lanes: readonly L[],
  work: (one: T, lane: L) => Promise<boolean>,
): Promise<boolean> {
  const state = { ended: false, failed: false };
  const run = async (lane: L): Promise<void> => {
    while (!state.ended && !state.failed) {
      const one = next();
      if (one === null) return;
      try {
        if (await work(one, lane)) state.ended = true;
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
