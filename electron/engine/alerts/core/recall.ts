/** Fills windows with what the history knows, behind what was seen since the start. */
import { addSample } from '../windows/samples.ts';
import { addResult, prepend, type Timeline } from '../windows/timeline.ts';
import type { Recalled } from './inputs.ts';
import { factsOf, subjectState, type World } from './world.ts';

export function takePast(world: World, id: string, { sums, results }: Recalled): void {
  const facts = factsOf(world, id);
  if (!facts?.monitor) return;
  const subject = subjectState(world, id);
  const { reachMs } = facts;
  const before: Timeline = sums.map(({ from, to, ...mixed }) => ({
    state: mixed.unhealthy > 0 ? 'unhealthy' : 'healthy',
    from,
    last: to - 1,
    holds: to,
    count: mixed.healthy + mixed.degraded + mixed.unhealthy,
    mixed,
  }));
  const seenFrom = subject.timeline[0]?.from ?? Infinity;
  const latencyFrom = subject.latency.at[0] ?? Infinity;
  for (const { at, state, holdsMs, recheck, latencyMs } of results) {
    if (!recheck && at < seenFrom) addResult(before, { at, state, holdsMs }, world.at - reachMs.results);
    const trusted = state !== 'unknown' && latencyMs !== null;
    if (trusted && at < latencyFrom && at > world.at - reachMs.latency) {
      addSample(subject.latency, at, latencyMs, reachMs.latency);
    }
  }
  prepend(subject.timeline, before);
}
