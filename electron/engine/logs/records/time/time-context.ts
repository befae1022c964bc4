import { DAY_MS, daysFromCivil, isDate } from './civil.ts';
import { createZone, type Zone } from './zone.ts';

/** What is needed to read times that leave out their zone, their year or their date. */
export interface TimeContext {
  zone: Zone;
  now: () => number;
  /** The zone that a line names; the source's where nobody knows that name. */
  zoneNamed: (name: string) => Zone;
  /** The minute that was read last, such as `2026-07-04T12:00`, and its start: most lines are of the same one. */
  readonly minute: { bytes: Uint8Array; start: number };
  /** For texts that are looked at as bytes. */
  readonly room: Buffer;
}

/** @throws RangeError for a zone nobody knows */
export function createTimeContext(zone: string | Zone, now: () => number): TimeContext {
  const own = typeof zone === 'string' ? createZone(zone) : zone;
  /** A log names one zone or a few in all its lines. */
  const zones = new Map<string, Zone>();
  return {
    zone: own,
    now,
    zoneNamed(name) {
      const known = zones.get(name);
      if (known) return known;
      if (zones.size >= MOST_ZONES) zones.clear();
      const found = zoneOr(name, own);
      zones.set(name, found);
      return found;
    },
    minute: { bytes: new Uint8Array(0), start: 0 },
    room: Buffer.allocUnsafeSlow(128),
  };
}

const MOST_ZONES = 64;

function zoneOr(name: string, otherwise: Zone): Zone {
  try {
    return createZone(name);
  } catch {
    // No name that this machine's zone data have: the source's zone is the best guess.
    return otherwise;
  }
}

/**
 * The instant of a day without a year: of all years the one nearest to now that is not over 24 h ahead.
 * @param ofDay milliseconds since midnight
 * @param offset milliseconds of the stated zone, null for the source's
 */
export function withoutYear(
  { month, day }: { month: number; day: number },
  ofDay: number,
  offset: number | null,
  { zone, now }: TimeContext,
): number | null {
  const current = now();
  const year = new Date(current).getUTCFullYear() + 1;
  // A 29th of February may be eight years back.
  for (let candidate = year; candidate >= year - 9; candidate -= 1) {
    if (!isDate(candidate, month, day)) continue;
    const local = daysFromCivil(candidate, month, day) * DAY_MS + ofDay;
    const instant = offset === null ? zone.toUtc(local) : local - offset;
    if (instant <= current + DAY_MS) return instant;
  }
  return null;
}

/** The instant of a time alone: today's, by the calendar of the source's zone. */
export function today(ofDay: number, { zone, now }: TimeContext): number {
  const current = now();
  const local = current + zone.offsetAt(current);
  return zone.toUtc(Math.floor(local / DAY_MS) * DAY_MS + ofDay);
}
