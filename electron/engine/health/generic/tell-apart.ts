import { branch, type Part } from '../part.ts';
import { holdsReplicas, membershipState, STATE_SECTIONS } from './vocabulary.ts';

/** What one field holds. */
export interface Held {
  key: string;
  folded: string;
  parts: Part[];
}

/** Words behind which the same things are described once more. */
const ONCE_MORE = new Set(['details', 'info', 'data']);

/**
 * The parts of all fields of an object. The word that holds a list leaves no trace in paths, so that the same name under
 * two of them (`databases` and `caches` with a `main` each) would be one part: each such part keeps its word. Lists of
 * what passes and what fails, and lists of equals, do speak of the same things.
 */
export function tellApart(held: readonly Held[]): Part[] {
  const fieldsWith = new Map<string, number>();
  for (const field of held) {
    for (const name of new Set(unmarkedNames(field))) fieldsWith.set(name, (fieldsWith.get(name) ?? 0) + 1);
  }
  return held.flatMap((field) => {
    const shared = new Set(unmarkedNames(field).filter((name) => (fieldsWith.get(name) ?? 0) > 1));
    if (shared.size === 0) return field.parts;
    return field.parts.map((part) =>
      part.name !== null && shared.has(part.name) ? branch(field.key, null, [part]) : part,
    );
  });
}

/** Names of parts that do not tell under which word they stood. */
function unmarkedNames({ key, folded, parts }: Held): string[] {
  const describesAgain = ONCE_MORE.has(folded) || STATE_SECTIONS.has(folded);
  if (describesAgain || membershipState(folded) !== null || holdsReplicas(folded)) return [];
  return parts.flatMap(({ name }) => (name === null || name === key ? [] : [name]));
}
