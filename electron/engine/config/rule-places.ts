import { Scalar, type TreeMap } from '../../../shared/config/scalar.ts';
import type { Origin, Places } from './places.ts';
import { at, items } from './tree-parts.ts';

/** Where alert rules stand, by the id that is written there. */
export type RulePlaces = Readonly<Record<string, Pick<Origin, 'file' | 'line'>>>;

export function rulePlaces(tree: TreeMap, places: Places): RulePlaces {
  const entries = items(at(tree, 'alerts')).flatMap((item) => {
    const id = at(item, 'id');
    const origin = places.of(item);
    return id instanceof Scalar && origin
      ? [[id.text, { file: origin.file, line: origin.line }] as const]
      : [];
  });
  return Object.fromEntries(entries);
}

/** The place of a rule; `ID/fast` and `ID/slow` are written as one. */
export function placeOfRule(places: RulePlaces, rule: string): RulePlaces[string] | null {
  const written = [rule, rule.replace(/\/(?:fast|slow)$/u, '')].find((id) => Object.hasOwn(places, id));
  return written === undefined ? null : (places[written] ?? null);
}
