import { DAY_MS } from './civil.ts';

/** Turns wall-clock times of one IANA zone into instants and back. */
export interface Zone {
  /** Milliseconds to add to UTC at an instant. */
  offsetAt(utc: number): number;
  /**
   * The instant of a wall time, given as if it were UTC. Of a time that comes twice the first is meant; one that
   * the clock skips is read with the offset before the gap.
   */
  toUtc(local: number): number;
}

/** Every change of an offset since 1970 lies on a quarter of an hour, so one answer serves all of it. */
const SLOT_MS = 900_000;
const CACHED_SLOTS = 4096;

/** @throws RangeError for a zone nobody knows */
export function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const measure = (utc: number) => parseOffset(format.format(utc));
  const offsetAt = cached(measure);
  const shiftOf = cached((local) => {
    const before = offsetAt(local - DAY_MS);
    const after = offsetAt(local + DAY_MS);
    if (before === after || offsetAt(local - before) === before) return before;
    return offsetAt(local - after) === after ? after : before;
  });
  return { offsetAt, toUtc: (local) => local - shiftOf(local) };
}

/** The answer for each slot, the last one at hand; forgets all when too many gathered. */
function cached(answer: (slotStart: number) => number): (time: number) => number {
  const known = new Map<number, number>();
  let lastSlot = Number.NaN;
  let last = 0;
  return (time) => {
    const slot = Math.floor(time / SLOT_MS);
    if (slot === lastSlot) return last;
    let value = known.get(slot);
    if (value === undefined) {
      value = answer(slot * SLOT_MS);
      if (known.size >= CACHED_SLOTS) known.clear();
      known.set(slot, value);
    }
    lastSlot = slot;
    last = value;
    return value;
  };
}

/** `7/4/2026, GMT+02:00` as milliseconds; plain `GMT` is zero. */
function parseOffset(text: string): number {
  const match = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/u.exec(text);
  if (!match) return 0;
  const [, sign, hours, minutes, seconds] = match;
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds ?? 0) * 1000;
  return sign === '-' ? -size : size;
}
