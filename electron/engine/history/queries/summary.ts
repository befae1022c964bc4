import { Bucket, FIVE_MINUTES, ONE_HOUR } from '../bucket.ts';
import { BucketFold } from '../fold.ts';
import { floorTo } from '../track.ts';
import type { Tables } from './tables.ts';

/** Longer spans are summed from hours, with 5-minute rows at their ends. */
const HOURS_BEYOND_MS = 48 * ONE_HOUR;
/** One bucket for all time. */
const ALL = 2 ** 52;

/** Adds what raw rows say about [from, to). */
export function addRaw(tables: Tables, monitor: number, into: Bucket, from: number, to: number): void {
  if (from >= to) return;
  const fold = new BucketFold(ALL, ({ bucket }) => into.merge(bucket));
  const before = tables.results.holdingAt(monitor, from);
  if (before) fold.seed(before, from);
  for (const row of tables.results.between(monitor, from, to)) fold.add(row);
  fold.advance(to);
  if (fold.open) into.merge(fold.open.bucket);
}

/**
 * Sums a monitor's history over [from, to): exact to the millisecond at both ends while raw rows are kept, else from
 * the beginning of the bucket in which `from` lies.
 */
export function summarise(tables: Tables, monitor: number, from: number, to: number): Bucket {
  const sum = new Bucket();
  const end5m = tables.fiveMinutes.end(monitor);
  if (end5m <= from) {
    addRaw(tables, monitor, sum, from, to);
    return sum;
  }
  const inner = ceilTo(from, FIVE_MINUTES);
  const rawReaches =
    (tables.results.oldest(monitor) ?? Infinity) <= from || tables.fiveMinutes.start(monitor) >= inner;
  const start = rawReaches ? inner : floorTo(from, FIVE_MINUTES);
  if (rawReaches) addRaw(tables, monitor, sum, from, Math.min(inner, to));
  const end = Math.max(start, Math.min(floorTo(to, FIVE_MINUTES), end5m));
  addRollups(tables, monitor, sum, start, end);
  addRaw(tables, monitor, sum, end, to);
  return sum;
}

function addRollups(tables: Tables, monitor: number, sum: Bucket, from: number, to: number): void {
  const add = (rollups: Tables['hours'], start: number, end: number) => {
    if (start < end) for (const row of rollups.between(monitor, start, end)) row.addTo(sum);
  };
  if (to - from < HOURS_BEYOND_MS) {
    add(tables.fiveMinutes, from, to);
    return;
  }
  const kept = tables.fiveMinutes.start(monitor) <= from || tables.hours.start(monitor) >= from;
  const firstHour = kept ? ceilTo(from, ONE_HOUR) : floorTo(from, ONE_HOUR);
  const lastHour = Math.max(firstHour, Math.min(floorTo(to, ONE_HOUR), tables.hours.end(monitor)));
  add(tables.fiveMinutes, from, firstHour);
  add(tables.hours, firstHour, lastHour);
  add(tables.fiveMinutes, lastHour, to);
}

function ceilTo(time: number, size: number): number {
  return Math.ceil(time / size) * size;
}
