/** Local time of a zone and back, on top of what Intl knows of zones. Pure. */

/** A moment as clocks of a zone show it. `day` counts from 1, `weekday` from 0 for Monday. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** What clocks in a zone show at a moment, as if it were UTC: local midnight is a multiple of a day. */
export function localAsUtc(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The moment at which clocks in a zone show `local` (as `localAsUtc` gives it). A time that is skipped there is the
 * next minute that exists; one that comes twice is its first.
 */
export function momentOf(local: number, zone: string): number {
  const offsets = [local - DAY, local + DAY].map((near) => localAsUtc(near, zone) - floorToSecond(near));
  const candidates = offsets.map((offset) => local - offset);
  const exact = candidates.filter((moment) => localAsUtc(moment, zone) === floorToSecond(local));
  if (exact.length > 0) return Math.min(...exact);
  // In the gap both offsets miss; the clocks jump between the two candidates.
  let before = Math.min(...candidates);
  let after = Math.max(...candidates);
  while (after - before > MINUTE) {
    const middle = before + Math.ceil((after - before) / 2 / MINUTE) * MINUTE;
    if (localAsUtc(middle, zone) >= local) after = middle;
    else before = middle;
  }
  return after;
}

function floorToSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
