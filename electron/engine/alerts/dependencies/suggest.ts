/** Which monitors may depend on which, from when they failed. Pure. */
import { DependencyGraph } from './dependency-graph.ts';
import { failedAround, suspectOf, weigh, type Evidence, type Suspect } from './evidence.ts';
import { pairsThatFailed, type Pair } from './pairs.ts';
import type { Failure, MonitorPast } from './past.ts';

export interface DependencySuggestion {
  child: string;
  parent: string;
  /** Failures of the parent that the child shared, and all of the parent's that it could have shared. */
  together: number;
  of: number;
}

const LEAST_SHARED = 3;
const LEAST_SHARE = 0.8;
/** Shared failures have to be this many times what chance would give. */
const TIMES_CHANCE = 3;

interface Candidate extends Pair {
  evidence: Evidence;
}

/**
 * A child may depend on a parent when it shared nearly all of the parent's failures, which began no later than its own,
 * and often enough. A failure that something else explains does not count: one of something that either depends on
 * already, or is about to by a better suggestion. So siblings are not suggested to each other, but their parent to both.
 * The answer, together with what depends already, has no cycle. It does not hang on the order of the monitors.
 */
export function suggestDependencies(pasts: readonly MonitorPast[]): DependencySuggestion[] {
  const suspects = pasts.map(suspectOf).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(suspects.map((suspect) => [suspect.id, suspect]));
  const graph = new DependencyGraph(suspects);
  const { pairs, crowds } = pairsThatFailed(suspects, LEAST_SHARED);

  const weighNow = ({ parent, child }: Pair): Evidence => {
    const above = new Set([...graph.ancestors(parent.id), ...graph.ancestors(child.id)]);
    const others = [...above].flatMap((id) => byId.get(id) ?? []);
    const unexplained = (episode: Failure) =>
      !crowds.has(episode) && !others.some((other) => failedAround(other, episode, parent.lateMs));
    return weigh(parent, child, unexplained);
  };
  const isUnrelated = ({ parent, child }: Pair) => !graph.related(parent.id, child.id);

  const candidates = pairs.filter(isUnrelated).flatMap((pair): Candidate[] => {
    const evidence = weighNow(pair);
    return isEnough(evidence) ? [{ ...pair, evidence }] : [];
  });
  const accepted: DependencySuggestion[] = [];
  for (const pair of bestFirst(candidates, graph)) {
    const evidence = isUnrelated(pair) ? weighNow(pair) : null;
    if (!evidence || !isEnough(evidence)) continue;
    const { together, of } = evidence;
    graph.add(pair.child.id, pair.parent.id);
    accepted.push({ child: pair.child.id, parent: pair.parent.id, together, of });
  }
  return withoutDetours(accepted, graph).toSorted(
    (a, b) => b.together - a.together || compare(a.child, b.child) || compare(a.parent, b.parent),
  );
}

function isEnough({ together, of, byChance }: Evidence): boolean {
  return together >= LEAST_SHARED && together >= LEAST_SHARE * of && together >= TIMES_CHANCE * byChance;
}

/**
 * The most likely parents first: those with the most monitors behind them, then those that begin first. Where two always
 * fail together, the likelier one is the parent; where neither is, nothing is suggested.
 */
function bestFirst(candidates: readonly Candidate[], graph: DependencyGraph): Candidate[] {
  const known = new Set(candidates.map(({ parent, child }) => pairKey(parent, child)));
  const isMutual = ({ parent, child }: Pair) => known.has(pairKey(child, parent));
  const parents = new Set(candidates.map(({ parent }) => parent));
  const everybody = new Set(candidates.flatMap(({ parent, child }) => [parent, child]));
  const declared = Map.groupBy(
    [...everybody].flatMap(({ id }) => [...graph.ancestors(id)]),
    (id) => id,
  );
  const likely = new Map(
    [...parents].map((parent) => {
      const own = candidates.filter((candidate) => candidate.parent === parent);
      const sure = own.filter((candidate) => !isMutual(candidate)).length;
      const led = own.reduce((sum, { evidence }) => sum + evidence.led, 0);
      const together = own.reduce((sum, { evidence }) => sum + evidence.together, 0);
      return [parent, { behind: sure + (declared.get(parent.id)?.length ?? 0), leads: led / together }];
    }),
  );
  const likelier = (a: Suspect, b: Suspect) => {
    const [one, other] = [likely.get(a), likely.get(b)];
    return (other?.behind ?? 0) - (one?.behind ?? 0) || (other?.leads ?? 0) - (one?.leads ?? 0);
  };
  return candidates
    .filter((candidate) => !isMutual(candidate) || likelier(candidate.parent, candidate.child) < 0)
    .toSorted(
      (a, b) =>
        likelier(a.parent, b.parent) ||
        b.evidence.together - a.evidence.together ||
        compare(a.parent.id, b.parent.id) ||
        compare(a.child.id, b.child.id),
    );
}

/** Leaves out what follows from the rest: who depends on a parent's child depends on the parent. */
function withoutDetours(
  suggestions: readonly DependencySuggestion[],
  graph: DependencyGraph,
): DependencySuggestion[] {
  return suggestions.filter(({ child, parent }) => {
    graph.remove(child, parent);
    const follows = graph.ancestors(child).has(parent);
    graph.add(child, parent);
    return !follows;
  });
}

const pairKey = (parent: Suspect, child: Suspect) => JSON.stringify([parent.id, child.id]);

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
