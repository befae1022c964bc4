/** What the past of monitors says about their failures. Pure; times are epoch milliseconds. */
import type { State } from '../../../../shared/domain/state.ts';

/** A confirmed state from its beginning to its end. */
export interface PastSpan {
  from: number;
  to: number;
  state: State;
}

export interface MonitorPast {
  id: string;
  dependsOn: readonly string[];
  /** A failure may be seen this much later than it began: the interval and the timeout of its checks. */
  lateMs: number;
  /** Oldest first, none over another. What no span covers is unknown. */
  spans: readonly PastSpan[];
}

/** An unhealthy time that was seen to begin. */
export interface Failure {
  from: number;
  to: number;
}

/** A failure that begins this soon after the one before is a part of it. */
const ONE_EPISODE_MS = 10 * 60_000;

/**
 * Every unhealthy time that followed a healthy or degraded one. What was unhealthy when it came into sight again, as
 * after sleep, began nobody knows when.
 */
export function failuresOf(spans: readonly PastSpan[]): Failure[] {
  return spans.flatMap(({ from, to, state }, index) => {
    const before = spans[index - 1];
    const seen = before?.to === from && (before.state === 'healthy' || before.state === 'degraded');
    return state === 'unhealthy' && seen ? [{ from, to }] : [];
  });
}

/** Failures that follow each other closely, taken as one: a flapping monitor fails once. */
export function episodesOf(failures: readonly Failure[]): Failure[] {
  const episodes: Failure[] = [];
  for (const { from, to } of failures) {
    const last = episodes.at(-1);
    if (last && from - last.to < ONE_EPISODE_MS) last.to = to;
    else episodes.push({ from, to });
  }
  return episodes;
}

/** The index of the first of `items`, sorted by `key`, whose key is at least `value`. */
export function firstAtLeast<T>(items: readonly T[], value: number, key: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && key(item) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The state at an instant; unknown where nothing is known. */
export function stateDuring(spans: readonly PastSpan[], at: number): State {
  const span = spans[firstAtLeast(spans, at + 1, ({ from }) => from) - 1];
  return span && at < span.to ? span.state : 'unknown';
}
