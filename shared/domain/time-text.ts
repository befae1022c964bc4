/** Times and durations as text. All functions are pure: locale and time zone are handed in. */

const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const;
type Unit = (typeof UNITS)[number]['unit'];

/** How the units are written in their short form, such as `s` in "2 s". */
export type UnitSigns = Record<Unit, string>;

export const ENGLISH_UNITS: UnitSigns = { second: 's', minute: 'min', hour: 'h', day: 'd' };

/** The largest unit that fits into `ms` and how many whole ones there are; below a second it is 0 seconds. */
function largestUnit(ms: number): { unit: Unit; count: number } {
  const fitting = UNITS.find((candidate) => ms >= candidate.ms);
  if (!fitting) return { unit: 'second', count: 0 };
  return { unit: fitting.unit, count: Math.floor(ms / fitting.ms) };
}

/** A duration in its largest unit, short: "2 s", "11 min", "3 d". Negative durations are 0 s. */
export function shortDuration(ms: number, signs: UnitSigns = ENGLISH_UNITS): string {
  const { unit, count } = largestUnit(ms);
  return `${count} ${signs[unit]}`;
}

/** An interval as configured, without loss: "30 s", "1 min 30 s", "250 ms". */
export function exactDuration(ms: number, signs: UnitSigns = ENGLISH_UNITS): string {
  if (ms < 1000) return `${ms} ms`;
  const parts: string[] = [];
  let rest = ms;
  for (const { unit, ms: size } of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${signs[unit]}`);
    rest -= count * size;
  }
  return parts.join(' ');
}

/** A duration in its largest unit, in words: "11 minutes", "3 days". */
export function longDuration(ms: number, locale: string): string {
  const { unit, count } = largestUnit(ms);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/**
 * A point in time as short as it can be without doubt: the time of day for the last 20 hours, with weekday
 * within six days, else with the date.
 */
export function pointInTime(at: number, now: number, locale: string, timeZone?: string): string {
  const age = Math.abs(now - at);
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  if (age < 20 * 3_600_000) {
    return new Intl.DateTimeFormat(locale, { ...time, second: '2-digit' }).format(at);
  }
  if (age < 6 * 86_400_000) return new Intl.DateTimeFormat(locale, { weekday: 'short', ...time }).format(at);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...time }).format(at);
}
