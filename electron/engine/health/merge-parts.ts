import { combineOwn, combineReplicas, type OwnState, type Part, plainState } from './part.ts';

/**
 * Parts with the same name made one, so that every path is unique: equals of one thing are degraded while one
 * of them is healthy, otherwise the worst counts and brings its message. Beneath them the same holds again.
 */
export function mergeSameNamed(parts: readonly Part[]): readonly Part[] {
  if (new Set(parts.map((part) => part.name ?? part)).size === parts.length) return parts;
  const groups = new Map<string | Part, Part[]>();
  for (const part of parts) {
    const key = part.name ?? part;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    return first !== undefined && group.length === 1 ? first : mergeGroup(group);
  });
}

function mergeGroup(group: readonly Part[]): Part {
  const own = mergeOwn(group);
  const worst = worstOf(group);
  const telling = group.find((part) => part.own?.state === worst?.state && part.message !== '');
  return {
    name: group[0]?.name ?? null,
    own,
    message: telling?.message ?? group.find((part) => part.message !== '')?.message ?? '',
    children: group.flatMap((part) => part.children),
    equals: group.every((part) => part.equals),
    replica: group.every((part) => part.replica),
  };
}

function mergeOwn(group: readonly Part[]): OwnState | null {
  if (!group.every((part) => part.replica)) return worstOf(group);
  const state = combineReplicas(group.flatMap((part) => (part.own === null ? [] : [part.own.state])));
  return state === null ? null : plainState(state);
}

function worstOf(group: readonly Part[]): OwnState | null {
  return group.reduce<OwnState | null>((worst, part) => combineOwn(worst, part.own), null);
}
