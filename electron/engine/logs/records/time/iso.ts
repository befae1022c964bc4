import { DAY_MS, daysFromCivil, isDate, isTimeOfDay } from './civil.ts';
import type { TimeContext } from './time-context.ts';
import { readFraction, readOffset } from './suffix.ts';

/** A time in a text and where it ends. */
export interface FoundTime {
  time: number;
  end: number;
}

const ZERO = 48;

/** Two digits, or one, as a number; far below zero where they are none, so that sums of them stay so. */
function digits(text: string, at: number, count: 1 | 2 = 2): number {
  const tens = count === 2 ? text.charCodeAt(at) - ZERO : 0;
  const ones = text.charCodeAt(at + count - 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100_000;
}

/**
 * The one shape that most JSON loggers write, `2026-07-04T12:00:00.123Z`, without a detour: such a time stands in
 * every line of the largest files. Null for any other.
 */
export function readUtcMillis(text: string, { minute }: TimeContext): number | null {
  if (text.length !== 24 || text.charCodeAt(23) !== 90 || text.charCodeAt(19) !== 46) return null;
  if (text.charCodeAt(16) !== 58) return null;
  const second = digits(text, 17);
  const millis = digits(text, 20) * 10 + digits(text, 22, 1);
  if (second < 0 || second > 60 || millis < 0) return null;
  if (minute.text === '' || !text.startsWith(minute.text)) {
    const start = readUtcMinute(text);
    if (start === null) return null;
    // A copy, so that the line it stands in can be forgotten.
    minute.text = Buffer.from(text.slice(0, 16), 'latin1').toString('latin1');
    minute.start = start;
  }
  return minute.start + second * 1000 + millis;
}

function readUtcMinute(text: string): number | null {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== 84) return null;
  if (text.charCodeAt(13) !== 58) return null;
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const day = digits(text, 8);
  const hour = digits(text, 11);
  const minute = digits(text, 14);
  if (year < 0 || hour < 0 || minute < 0) return null;
  if (!isDate(year, month, day) || !isTimeOfDay(hour, minute, 0)) return null;
  return daysFromCivil(year, month, day) * DAY_MS + (hour * 60 + minute) * 60_000;
}

function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * `2026-07-04T12:00:00.123Z` and its relatives: `/` or `.` between the parts of the date, a space, `_` or `:`
 * before the time, a fraction of any length after `.`, `,` or `:`, a zone or none. Null where none stands at `at`.
 */
export function readIsoTime(text: string, at: number, context: TimeContext): FoundTime | null {
  const year = two(text, at) * 100 + two(text, at + 2);
  const month = two(text, at + 5);
  const day = two(text, at + 8);
  const separator = text.charCodeAt(at + 4);
  if (separator !== 45 && separator !== 47 && separator !== 46) return null;
  if (text.charCodeAt(at + 7) !== separator || !isDate(year, month, day)) return null;
  return readTimeOfDate(text, at + 10, daysFromCivil(year, month, day), context);
}

/** `20260704T120000Z`, `20260704 12:00:00`, `20260704-120000.123`. */
export function readCompactTime(text: string, at: number, context: TimeContext): FoundTime | null {
  const year = two(text, at) * 100 + two(text, at + 2);
  const month = two(text, at + 4);
  const day = two(text, at + 6);
  if (!(year >= 1970 && year < 2100) || !isDate(year, month, day)) return null;
  const days = daysFromCivil(year, month, day);
  const withColons = readTimeOfDate(text, at + 8, days, context);
  if (withColons) return withColons;
  if (!/[T -]/u.test(text.charAt(at + 8))) return null;
  const hour = two(text, at + 9);
  const minute = two(text, at + 11);
  const second = two(text, at + 13);
  if (!isTimeOfDay(hour, minute, second)) return null;
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1000;
  return finish(text, at + 15, days * DAY_MS + ofDay, context);
}

/** The rest of a time whose date is known: separator, hours, minutes, perhaps seconds and a fraction, zone. */
function readTimeOfDate(text: string, at: number, days: number, context: TimeContext): FoundTime | null {
  const separator = text.charCodeAt(at);
  // T, t, space, underscore, colon, hyphen
  if (
    separator !== 84 &&
    separator !== 32 &&
    separator !== 116 &&
    separator !== 95 &&
    separator !== 58 &&
    separator !== 45
  ) {
    return null;
  }
  let start = at + 1;
  // `2026-07-04  8:05:00` and the doubled space of some loggers
  if (text.charCodeAt(start) === 32) start += 1;
  const clock = readClock(text, start);
  return clock ? finish(text, clock.end, days * DAY_MS + clock.ofDay, context) : null;
}

/** `12:00`, `12:00:00`: milliseconds since midnight and where it ends. */
export function readClock(text: string, at: number): { ofDay: number; end: number } | null {
  let hour = two(text, at);
  let from = at;
  if (Number.isNaN(hour) && text.charCodeAt(at + 1) === 58) {
    hour = text.charCodeAt(at) - ZERO;
    from = at - 1;
    if (!(hour >= 0 && hour <= 9)) return null;
  }
  const minute = two(text, from + 3);
  if (text.charCodeAt(from + 2) !== 58) return null;
  const seconds = text.charCodeAt(from + 5) === 58 ? two(text, from + 6) : Number.NaN;
  const hasSeconds = !Number.isNaN(seconds);
  if (!isTimeOfDay(hour, minute, hasSeconds ? seconds : 0)) return null;
  return {
    ofDay: ((hour * 60 + minute) * 60 + (hasSeconds ? seconds : 0)) * 1000,
    end: from + (hasSeconds ? 8 : 5),
  };
}

/** Adds the fraction and the zone that follow a wall time. */
function finish(text: string, at: number, local: number, context: TimeContext): FoundTime {
  const fraction = readFraction(text, at);
  const offset = readOffset(text, fraction.end);
  const wall = local + fraction.ms;
  return offset
    ? { time: wall - offset.ms, end: offset.end }
    : { time: context.zone.toUtc(wall), end: fraction.end };
}
