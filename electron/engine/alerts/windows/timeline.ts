/**
 * What a monitor's scheduled results say of its time: runs of results in the same state, evenly spaced, so that a
 * window over weeks is a handful of numbers. Plain JSON, mutable by its owner only.
 */
import type { State } from '../../../../shared/domain/state.ts';

/** Results of one state, each `every` after the one before. Counts by state after runs were merged. */
export interface Run {
  state: State;
  /** Start of the first result. */
  from: number;
  /** Start of the last one. */
  last: number;
  /** Until when the last one holds, where no other follows. */
  holds: number;
  count: number;
  /** Of merged runs: counts and known time by state, spread evenly over the run. */
  mixed?: { healthy: number; degraded: number; unhealthy: number; upMs: number; knownMs: number };
}

export type Timeline = Run[];

/** What a window holds. Times in ms; only trustworthy results count. */
export interface Tally {
  healthy: number;
  degraded: number;
  unhealthy: number;
  /** Time in healthy or degraded. */
  upMs: number;
  knownMs: number;
}

/** So much may the distance of two results differ from that of the run they belong to. */
const UNEVEN = 0.1;
const MOST_RUNS = 1_024;

/** Takes one result in; what ended before `keepFrom` is let go. */
export function addResult(
  timeline: Timeline,
  result: { at: number; state: State; holdsMs: number },
  keepFrom: number,
): void {
  const { at, state, holdsMs } = result;
  const run = timeline.at(-1);
  if (run && at <= run.last) return;
  const step = run ? at - run.last : 0;
  const every = run && run.count > 1 ? (run.last - run.from) / (run.count - 1) : step;
  if (
    run &&
    !run.mixed &&
    run.state === state &&
    at <= run.holds &&
    Math.abs(step - every) <= every * UNEVEN
  ) {
    run.last = at;
    run.holds = at + holdsMs;
    run.count += 1;
  } else {
    if (run) run.holds = Math.min(run.holds, at);
    timeline.push({ state, from: at, last: at, holds: at + holdsMs, count: 1 });
  }
  bound(timeline, keepFrom);
}

/** Puts a run behind all others; what ended before `keepFrom` is let go. */
export function addRun(timeline: Timeline, run: Run, keepFrom: number): void {
  const before = timeline.at(-1);
  if (before && run.from <= before.last) return;
  if (before) before.holds = Math.min(before.holds, run.from);
  timeline.push(run);
  bound(timeline, keepFrom);
}

function bound(timeline: Timeline, keepFrom: number): void {
  const first = timeline[0];
  if (first && first.holds <= keepFrom) timeline.shift();
  if (timeline.length > MOST_RUNS) mergeOldest(timeline);
}

/** Puts runs that are older than all others before them. */
export function prepend(timeline: Timeline, older: Timeline): void {
  const first = timeline[0]?.from ?? Infinity;
  const fitting = older.filter(({ last }) => last < first);
  const newest = fitting.at(-1);
  if (newest) newest.holds = Math.min(newest.holds, first);
  timeline.unshift(...fitting);
  while (timeline.length > MOST_RUNS) mergeOldest(timeline);
}

/** What was known ends here: asleep, offline, not running. */
export function cutAt(timeline: Timeline, at: number): void {
  const run = timeline.at(-1);
  if (run && run.holds > at) run.holds = Math.max(run.last, at);
}

/** What (after, until] holds. */
export function tally(timeline: Timeline, after: number, until: number): Tally {
  const sum: Tally = { healthy: 0, degraded: 0, unhealthy: 0, upMs: 0, knownMs: 0 };
  for (let index = timeline.length - 1; index >= 0; index -= 1) {
    const run = timeline[index];
    if (!run) continue;
    if (run.holds <= after) break;
    const known = Math.max(0, Math.min(run.holds, until) - Math.max(run.from, after));
    if (run.mixed) {
      const share = known / Math.max(1, run.holds - run.from);
      sum.healthy += run.mixed.healthy * share;
      sum.degraded += run.mixed.degraded * share;
      sum.unhealthy += run.mixed.unhealthy * share;
      sum.upMs += run.mixed.upMs * share;
      sum.knownMs += run.mixed.knownMs * share;
      continue;
    }
    if (run.state === 'unknown') continue;
    sum.knownMs += known;
    if (run.state !== 'unhealthy') sum.upMs += known;
    sum[run.state] += countIn(run, after, until);
  }
  return sum;
}

/** How many of a run's results start in (after, until]. */
function countIn(run: Run, after: number, until: number): number {
  if (run.from > after && run.last <= until) return run.count;
  if (run.count === 1) return 0;
  const every = (run.last - run.from) / (run.count - 1);
  const index = (time: number) => Math.floor((time - run.from) / every + 1e-9);
  const lastIn = Math.min(run.count - 1, index(until));
  const lastOut = run.from > after ? -1 : index(after);
  return Math.max(0, lastIn - lastOut);
}

function mergeOldest(timeline: Timeline): void {
  const merged: Timeline = [];
  const old = timeline.splice(0, MOST_RUNS / 2);
  for (let index = 0; index < old.length; index += 2) {
    const [a, b] = [old[index], old[index + 1]];
    if (a && b) merged.push(merge(a, b));
    else if (a) merged.push(a);
  }
  timeline.unshift(...merged);
}

function merge(a: Run, b: Run): Run {
  const before = a.from - 1;
  const both = tally([a, b], before, b.holds);
  return {
    state: b.state,
    from: a.from,
    last: b.last,
    holds: b.holds,
    count: a.count + b.count,
    mixed: both,
  };
}
