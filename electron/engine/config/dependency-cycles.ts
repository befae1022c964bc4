/** One dependency: `from` waits for `to`. */
export interface Edge {
  from: string;
  to: string;
}

/**
 * The edges that close a cycle, each with the cycle as a list of ids that begins and ends with the same one.
 * Every cycle has at least one such edge.
 */
export function closingEdges(edges: readonly Edge[]): { edge: Edge; cycle: string[] }[] {
  const next = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const found: { edge: Edge; cycle: string[] }[] = [];
  for (const { from: start } of edges) {
    const trail: { id: string; left: Edge[] }[] = done.has(start)
      ? []
      : [{ id: start, left: [...(next.get(start) ?? [])] }];
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const edge = top.left.shift();
      if (!edge) {
        done.add(top.id);
        trail.pop();
        continue;
      }
      const seenAt = trail.findIndex(({ id }) => id === edge.to);
      if (seenAt >= 0) found.push({ edge, cycle: [...trail.slice(seenAt).map(({ id }) => id), edge.to] });
      else if (!done.has(edge.to)) trail.push({ id: edge.to, left: [...(next.get(edge.to) ?? [])] });
    }
  }
  return found;
}
