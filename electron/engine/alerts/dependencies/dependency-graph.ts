/** Who depends on whom, growing. */
export class DependencyGraph {
  readonly #parents = new Map<string, Set<string>>();

  constructor(monitors: readonly { id: string; dependsOn: readonly string[] }[]) {
    for (const { id, dependsOn } of monitors) this.#parents.set(id, new Set(dependsOn));
  }

  add(child: string, parent: string): void {
    const parents = this.#parents.get(child) ?? new Set();
    this.#parents.set(child, parents.add(parent));
  }

  remove(child: string, parent: string): void {
    this.#parents.get(child)?.delete(parent);
  }

  /** Everything that a monitor depends on, through any number of steps. */
  ancestors(id: string): Set<string> {
    const seen = new Set<string>();
    const open = [...(this.#parents.get(id) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(this.#parents.get(next) ?? []));
    }
    return seen;
  }

  /** True where one depends on the other already, or they are the same. */
  related(a: string, b: string): boolean {
    return a === b || this.ancestors(a).has(b) || this.ancestors(b).has(a);
  }
}
