/** Fills windows with what the history knows, behind what was seen since the start. */
import { addChunk, addSample, type SampleChunk } from '../windows/samples.ts';
import { addResult, addRun, prepend, type Run, type Timeline } from '../windows/timeline.ts';
import type { Recalled, SummedResults } from './inputs.ts';
import { factsOf, subjectState, type World } from './world.ts';

export function takePast(world: World, id: string, { sums, results }: Recalled): void {
  const facts = factsOf(world, id);
  if (!facts?.monitor) return;
  const subject = subjectState(world, id);
  const { reachMs } = facts;
  const before: Timeline = sums.map(summedRun);
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

/** Takes in what became of the results of a span, where they are no longer known one by one. */
export function takeSum(world: World, id: string, sum: SummedResults, latency: SampleChunk | null): void {
  const facts = factsOf(world, id);
  if (!facts?.monitor) return;
  const subject = subjectState(world, id);
  if (subject.closed) return;
  world.touched.add(id);
  const { reachMs } = facts;
  if (reachMs.results > 0) addRun(subject.timeline, summedRun(sum), world.at - reachMs.results);
  if (reachMs.latency > 0 && latency) addChunk(subject.latency, latency, world.at - reachMs.latency);
}

function summedRun({ from, to, ...mixed }: SummedResults): Run {
  return {
    state: mixed.unhealthy > 0 ? 'unhealthy' : 'healthy',
    from,
    last: to - 1,
    holds: to,
    count: mixed.healthy + mixed.degraded + mixed.unhealthy,
    mixed,
  };
}
