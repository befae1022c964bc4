import type { FileMonitor } from '../../../../../shared/config/model.ts';
import { worse, type State } from '../../../../../shared/domain/state.ts';
import { sizeInWords, spanInWords } from '../common/words.ts';
import type { Match } from './measure.ts';

/** Clocks of file servers differ; a time this far ahead of ours still counts as now. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** A match with what it weighs: a file's size, the sum of a folder's files, or null where nobody asked for it. */
export interface Weighed extends Match {
  weight: { bytes: number; atLeast: boolean } | null;
}

/** The matches in the order in which they are judged, newest first; what is dated in the future comes last. */
export function newestFirst(matches: readonly Match[], now: number): Match[] {
  const ahead = (match: Match): boolean => match.mtimeMs > now + CLOCK_SKEW_MS;
  return [...matches].toSorted((a, b) => Number(ahead(a)) - Number(ahead(b)) || b.mtimeMs - a.mtimeMs);
}

/** What the matches of a file monitor amount to; `newest` and the one `before` it are null where there is none. */
export function judgeFiles(
  monitor: FileMonitor,
  found: { count: number; newest: Weighed | null; before: Weighed | null; ahead: number },
  now: number,
): { state: State; message: string } {
  const { newest } = found;
  const remarks = [
    ...(newest
      ? [
          ageRemark(monitor, newest, now),
          sizeRemark(monitor, newest),
          shrinkRemark(monitor, newest, found.before),
        ]
      : []),
    countRemark(monitor, found.count),
    aheadRemark(monitor, found.ahead),
  ].filter((remark) => remark !== null);
  return {
    state: remarks.reduce<State>((state, remark) => worse(state, remark.state), 'healthy'),
    message: [newest ? summary(newest, found.count, now) : '', ...remarks.map((remark) => remark.text)]
      .filter(Boolean)
      .join('; '),
  };
}

/** How many matches are dated in the future. */
export function datedAhead(matches: readonly Match[], now: number): number {
  return matches.filter((match) => match.mtimeMs > now + CLOCK_SKEW_MS).length;
}

interface Remark {
  state: 'degraded' | 'unhealthy';
  text: string;
}

/** `20260704: 11 h old, 214 MB`; the name only where it had to be found. */
function summary({ name, mtimeMs, weight }: Weighed, count: number, now: number): string {
  const age =
    mtimeMs > now + CLOCK_SKEW_MS
      ? `dated ${spanInWords(mtimeMs - now)} in the future`
      : `${spanInWords(Math.max(0, now - mtimeMs))} old`;
  const size = weight ? `, ${weight.atLeast ? 'at least ' : ''}${sizeInWords(weight.bytes)}` : '';
  return `${count > 1 ? `${name}: ` : ''}${age}${size}`;
}

function ageRemark({ newest: limits }: FileMonitor, { mtimeMs }: Weighed, now: number): Remark | null {
  const age = now - mtimeMs;
  for (const state of ['unhealthy', 'degraded'] as const) {
    const limit = limits[state];
    if (limit !== undefined && age > limit) return { state, text: `older than ${spanInWords(limit)}` };
  }
  return null;
}

function sizeRemark({ minSize }: FileMonitor, { weight }: Weighed): Remark | null {
  if (minSize === null || weight === null || weight.bytes >= minSize) return null;
  const proviso = weight.atLeast ? ' as far as it could be added up' : '';
  return { state: 'unhealthy', text: `smaller than ${sizeInWords(minSize)}${proviso}` };
}

function shrinkRemark({ shrink }: FileMonitor, newest: Weighed, before: Weighed | null): Remark | null {
  if (
    shrink === null ||
    !before?.weight ||
    !newest.weight ||
    newest.weight.atLeast ||
    before.weight.bytes === 0
  )
    return null;
  const lost = 1 - newest.weight.bytes / before.weight.bytes;
  if (lost <= shrink) return null;
  const than = `${sizeInWords(before.weight.bytes)} of ${before.name}`;
  return {
    state: 'unhealthy',
    text: `${percent(lost)} smaller than the ${than}, at most ${percent(shrink)} is expected`,
  };
}

function countRemark({ count: { min, max } }: FileMonitor, count: number): Remark | null {
  const are = `${count} ${count === 1 ? 'match' : 'matches'}`;
  if (min !== null && count < min) return { state: 'unhealthy', text: `${are}, at least ${min} expected` };
  if (max !== null && count > max) return { state: 'unhealthy', text: `${are}, at most ${max} expected` };
  return null;
}

/** A time in the future would look fresh for ever, so it is worth a look where the age is judged. */
function aheadRemark({ newest: limits }: FileMonitor, ahead: number): Remark | null {
  if (ahead === 0 || (limits.degraded === undefined && limits.unhealthy === undefined)) return null;
  return { state: 'degraded', text: `${ahead} dated in the future, check the clocks` };
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 1_000) / 10} %`;
}
