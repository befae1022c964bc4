import { followsWithin, type Suspect } from './evidence.ts';
import { firstAtLeast, type Failure } from './past.ts';

/** Where nearly all of this many monitors fail at once, nothing is learnt about who depends on whom. */
const CROWD = { monitors: 8, share: 0.9 };

export interface Pair {
  parent: Suspect;
  child: Suspect;
}

/** Monitors that failed with another `least` times or more, and the episodes in which everything failed. */
export function pairsThatFailed(
  suspects: readonly Suspect[],
  least: number,
): { pairs: Pair[]; crowds: ReadonlySet<Failure> } {
  const begins = suspects
    .flatMap((suspect) => suspect.failures.map(({ from }) => ({ from, suspect })))
    .toSorted((a, b) => a.from - b.from);
  const crowds = new Set<Failure>();
  const pairs = suspects.flatMap((parent) => {
    const shared = new Map<Suspect, number>();
    for (const episode of parent.episodes) {
      const { from, to } = followsWithin(parent, episode);
      const companions = new Set<Suspect>();
      for (let at = firstAtLeast(begins, from, (begin) => begin.from); ; at += 1) {
        const begin = begins[at];
        if (!begin || begin.from >= to) break;
        if (begin.suspect !== parent) companions.add(begin.suspect);
      }
      const all = suspects.length;
      if (all >= CROWD.monitors && companions.size + 1 >= CROWD.share * all) crowds.add(episode);
      else for (const child of companions) shared.set(child, (shared.get(child) ?? 0) + 1);
    }
    return [...shared].flatMap(([child, count]) => (count >= least ? [{ parent, child }] : []));
  });
  return { pairs, crowds };
}
