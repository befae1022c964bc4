import type { MonitorFacts } from './facts.ts';

/** Who depends on whom, through any number of steps. */
export interface Family {
  /** Everything a monitor depends on: its nearest parents first. */
  ancestors: (id: string) => readonly string[];
  descendants: (id: string) => readonly string[];
  /** The monitor whose group is that of the whole tree; the id itself where it depends on nothing and nothing on it. */
  rootOf: (id: string) => string;
}

export function familyOf(monitors: readonly Pick<MonitorFacts, 'id' | 'dependsOn'>[]): Family {
  const parents = new Map(monitors.map(({ id, dependsOn }) => [id, dependsOn]));
  const children = new Map<string, string[]>();
  for (const { id, dependsOn } of monitors) {
    for (const parent of dependsOn) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const ancestors = closure(monitors, (id) =>
    (parents.get(id) ?? []).filter((parent) => parents.has(parent)),
  );
  const descendants = closure(monitors, (id) => children.get(id) ?? []);
  const roots = treeRoots(monitors, parents, children);
  return {
    ancestors: (id) => ancestors.get(id) ?? [],
    descendants: (id) => descendants.get(id) ?? [],
    rootOf: (id) => roots.get(id) ?? id,
  };
}

function closure(
  monitors: readonly Pick<MonitorFacts, 'id'>[],
  next: (id: string) => readonly string[],
): Map<string, string[]> {
  return new Map(
    monitors.map(({ id }) => {
      const seen = new Set<string>();
      const queue = [...next(id)];
      for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
        if (seen.has(at) || at === id) continue;
        seen.add(at);
        queue.push(...next(at));
      }
      return [id, [...seen]];
    }),
  );
}

/** For each monitor the first one in the file that depends on nothing, among all it hangs together with. */
function treeRoots(
  monitors: readonly Pick<MonitorFacts, 'id' | 'dependsOn'>[],
  parents: ReadonlyMap<string, readonly string[]>,
  children: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const roots = new Map<string, string>();
  for (const { id: start } of monitors) {
    if (roots.has(start)) continue;
    const tree = new Set<string>();
    const queue = [start];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      if (tree.has(at) || !parents.has(at)) continue;
      tree.add(at);
      queue.push(...(parents.get(at) ?? []), ...(children.get(at) ?? []));
    }
    const root = monitors.find(
      ({ id, dependsOn }) => tree.has(id) && !dependsOn.some((parent) => tree.has(parent)),
    );
    for (const id of tree) roots.set(id, root?.id ?? start);
  }
  return roots;
}
