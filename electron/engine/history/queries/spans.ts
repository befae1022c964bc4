import type { StateSpan } from '../../../../shared/contract/schemas.ts';
import { stateOf } from '../pack.ts';
import type { Tables } from './tables.ts';

interface Change {
  since: number;
  /** Null where a component is no longer named. */
  state: number | null;
  reason: string | null;
  message: string;
}

/** Confirmed states over time, of a monitor and of its components. */
export function spansQuery({ db }: Tables) {
  const states = db.prepare<{ monitor: number; from: number; to: number }, Change>(
    `SELECT since, state, reason, message FROM state_changes
     WHERE monitor = @monitor AND since < @to AND since >= coalesce(
       (SELECT max(since) FROM state_changes WHERE monitor = @monitor AND since <= @from), 0)
     ORDER BY since, id`,
  );
  const newest = db.prepare<{ monitor: number; from: number; to: number; most: number }, Change>(
    `SELECT * FROM (
       SELECT id, since, state, reason, message FROM state_changes
       WHERE monitor = @monitor AND since < @to AND since >= coalesce(
         (SELECT max(since) FROM state_changes WHERE monitor = @monitor AND since <= @from), 0)
       ORDER BY since DESC, id DESC LIMIT @most)
     ORDER BY since, id`,
  );
  const paths = db
    .prepare<[number, number], string>(
      'SELECT DISTINCT path FROM component_changes WHERE monitor = ? AND since < ? ORDER BY path',
    )
    .pluck();
  const components = db.prepare<{ monitor: number; path: string; from: number; to: number }, Change>(
    `SELECT since, state, NULL AS reason, message FROM component_changes
     WHERE monitor = @monitor AND path = @path AND since < @to AND since >= coalesce(
       (SELECT max(since) FROM component_changes WHERE monitor = @monitor AND path = @path AND since <= @from), 0)
     ORDER BY since, id`,
  );
  return {
    /** Spans that overlap [from, to), each from its true beginning to its true end, or null. */
    states: (monitor: number, from: number, to: number): StateSpan[] =>
      toSpans(states.all({ monitor, from, to })),
    /** The same of its newest changes, `most` at most. */
    newest: (monitor: number, from: number, to: number, most: number): StateSpan[] =>
      toSpans(newest.all({ monitor, from, to, most })),
    components: (monitor: number, from: number, to: number): { path: string; spans: StateSpan[] }[] =>
      paths
        .all(monitor, to)
        .map((path) => ({ path, spans: toSpans(components.all({ monitor, path, from, to })) }))
        .filter(({ spans }) => spans.length > 0),
  };
}

function toSpans(changes: readonly Change[]): StateSpan[] {
  return changes.flatMap(({ since, state, reason, message }, index): StateSpan[] => {
    const to = changes[index + 1]?.since ?? null;
    // A change that was overtaken by another of the same beginning never held.
    if (state === null || to === since) return [];
    return [{ from: since, to, state: stateOf(state), reason, message }];
  });
}
