import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Confirm } from '../../../shared/config/model.ts';
import { STATES, type State } from '../../../shared/domain/state.ts';
import { observe, UNCONFIRMED } from './confirmation.ts';

interface Seen {
  state: State;
  at: number;
}

/** 0 healthy, 1 degraded, 2 unhealthy, -1 unknown. */
const rank = (state: State): number => (state === 'unknown' ? -1 : STATES.indexOf(state));

/**
 * The rules of confirmation told once more, naively: the whole history is kept, and after each result the
 * results since the last reset are looked through again.
 */
function naive(history: Seen[], { failures, recoveries, atLeastMs }: Confirm): State[] {
  let shown = -1;
  let known = -1;
  let resetAfter = 0;
  return history.map(({ state, at }, index) => {
    const severity = rank(state);
    const reference = Math.max(0, known);
    if (severity < 0) {
      shown = -1;
      return 'unknown';
    }
    if (severity === reference || (shown < 0 && severity < reference)) {
      known = severity;
      shown = severity;
      resetAfter = index + 1;
      return STATES[shown] ?? 'unknown';
    }
    const sign = Math.sign(severity - reference);
    const trustworthy = history.slice(resetAfter, index + 1).filter((seen) => seen.state !== 'unknown');
    const lastOther = trustworthy.findLastIndex((seen) => Math.sign(rank(seen.state) - reference) !== sign);
    const inARow = trustworthy.slice(lastOther + 1);
    const ranks = inARow.map((seen) => rank(seen.state));
    const enough =
      sign > 0
        ? inARow.length >= failures && at - (inARow[0]?.at ?? at) >= atLeastMs
        : inARow.length >= recoveries;
    if (enough) {
      known = sign > 0 ? Math.min(...ranks) : Math.max(...ranks);
      shown = known;
      resetAfter = index + 1;
    } else {
      shown = known;
    }
    return shown < 0 ? 'unknown' : (STATES[shown] ?? 'unknown');
  });
}

it('agrees with a naive reading of its rules for any history', () => {
  const results = fc.array(
    fc.record({ state: fc.constantFrom(...STATES), gap: fc.integer({ min: 1, max: 30_000 }) }),
    { maxLength: 60 },
  );
  const confirm = fc.record({
    failures: fc.integer({ min: 1, max: 4 }),
    recoveries: fc.integer({ min: 1, max: 4 }),
    atLeastMs: fc.constantFrom(0, 15_000, 60_000),
  });
  fc.assert(
    fc.property(results, confirm, (list, rules) => {
      let at = 0;
      const history = list.map(({ state, gap }) => ({ state, at: (at += gap) }));
      let now = UNCONFIRMED;
      const states = history.map((seen) => {
        now = observe(now, { ...seen, message: '' }, rules);
        return now.state;
      });
      expect(states).toEqual(naive(history, rules));
    }),
    { numRuns: 1000 },
  );
});
