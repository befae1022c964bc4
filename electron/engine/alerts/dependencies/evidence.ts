/** What the failures of one monitor say about another that may depend on it. Pure. */
import { episodesOf, failuresOf, firstAtLeast, stateDuring, type Failure, type MonitorPast } from './past.ts';

/** Longer after its parent, what fails does so for a reason of its own. */
export const FOLLOWS_WITHIN_MS = 5 * 60_000;
/** The newest of a monitor's failures that are looked at. */
const MOST_EPISODES = 60;

/** A monitor's past, made ready for comparison. */
export interface Suspect extends MonitorPast {
  failures: readonly Failure[];
  /** Those of its failures from which something can be learnt. */
  episodes: readonly Failure[];
}

export interface Evidence {
  /** Failures of the parent that the child shared, and all that it could have shared. */
  together: number;
  of: number;
  /** Of those shared, how many began with the parent; where none can be told to be first, a half. */
  led: number;
  /** How many would be shared by chance. */
  byChance: number;
}

export function suspectOf(past: MonitorPast): Suspect {
  const failures = failuresOf(past.spans);
  return { ...past, failures, episodes: episodesOf(failures).slice(-MOST_EPISODES) };
}

/** When a monitor that depends on `parent` begins to be seen failing: [from, to). */
export function followsWithin(parent: Suspect, { from, to }: Failure): Failure {
  return { from: from - parent.lateMs, to: Math.min(to, from + FOLLOWS_WITHIN_MS) };
}

/** True where a monitor was failing when an episode of another began, or began to at that time. */
export function failedAround(other: Suspect, { from }: Failure, lateMs: number): boolean {
  const index = firstAtLeast(other.spans, from + other.lateMs + 1, (span) => span.from);
  for (let at = index - 1; at >= 0; at -= 1) {
    const span = other.spans[at];
    if (!span || span.to <= from - lateMs) return false;
    if (span.state === 'unhealthy') return true;
  }
  return false;
}

/** @param counts false for episodes of the parent that have another reason, or say nothing */
export function weigh(parent: Suspect, child: Suspect, counts: (episode: Failure) => boolean): Evidence {
  const evidence: Evidence = { together: 0, of: 0, led: 0, byChance: 0 };
  const observedMs = Math.max(1, (child.spans.at(-1)?.to ?? 0) - (child.spans[0]?.from ?? 0));
  const rate = child.failures.length / observedMs;
  for (const episode of parent.episodes) {
    // Over before the child was looked at, it may have been shared unseen.
    if (episode.to - episode.from < child.lateMs || !counts(episode)) continue;
    const window = followsWithin(parent, episode);
    const followed = child.failures[firstAtLeast(child.failures, window.from, ({ from }) => from)];
    if (followed && followed.from < window.to) {
      evidence.together += 1;
      evidence.led += lead(episode.from - parent.lateMs / 2, followed.from - child.lateMs / 2);
    } else if (!couldShare(child, episode)) continue;
    evidence.of += 1;
    evidence.byChance += 1 - Math.exp(-rate * (window.to - window.from));
  }
  return evidence;
}

/** Failures are seen half of their lateness after they began, on average. */
function lead(parentAt: number, childAt: number): number {
  return parentAt === childAt ? 0.5 : Number(parentAt < childAt);
}

/** Whether the child was well and in sight, so that its not failing says something. */
function couldShare(child: Suspect, { from, to }: Failure): boolean {
  const looked = Math.min(from + child.lateMs, to);
  return [from, looked].every((at) => {
    const state = stateDuring(child.spans, at);
    return state === 'healthy' || state === 'degraded';
  });
}
