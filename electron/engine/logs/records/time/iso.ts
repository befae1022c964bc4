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
function digits(bytes: Uint8Array, at: number, count: 1 | 2 = 2): number {
  const tens = count === 2 ? (bytes[at] ?? 0) - ZERO : 0;
  const ones = (bytes[at + count - 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100_000;
}

/** Length of `2026-07-04T12:00:00.123Z`, */
const UTC_LENGTH = 24;
/** and of what of it names the minute. */
const MINUTE_LENGTH = 16;

/**
 * The one shape that most JSON loggers write, `2026-07-04T12:00:00.123Z`, without a detour: such a time stands in
 * every line of the largest files. Null for any other.
 */
export function readUtcMillis(
  bytes: Uint8Array,
  from: number,
  to: number,
  { minute }: TimeContext,
): number | null {
  if (to - from !== UTC_LENGTH || bytes[from + 23] !== 90 || bytes[from + 19] !== 46) return null;
  if (bytes[from + 16] !== 58) return null;
  const second = digits(bytes, from + 17);
  const millis = digits(bytes, from + 20) * 10 + digits(bytes, from + 22, 1);
  if (second < 0 || second > 60 || millis < 0) return null;
  if (!isMinute(minute.bytes, bytes, from)) {
    const start = readUtcMinute(bytes, from);
    if (start === null) return null;
    minute.bytes = Uint8Array.from(bytes.subarray(from, from + MINUTE_LENGTH));
    minute.start = start;
  }
  return minute.start + second * 1000 + millis;
}

/** The same of a text. */
export function readUtcMillisOf(text: string, context: TimeContext): number | null {
  if (text.length !== UTC_LENGTH) return null;
  const { room } = context;
  return room.write(text) === UTC_LENGTH ? readUtcMillis(room, 0, UTC_LENGTH, context) : null;
}

function isMinute(minute: Uint8Array, bytes: Uint8Array, from: number): boolean {
  if (minute.length === 0) return false;
  for (let index = MINUTE_LENGTH - 1; index >= 0; index -= 1)
    if (bytes[from + index] !== minute[index]) return false;
  return true;
}

function readUtcMinute(bytes: Uint8Array, from: number): number | null {
  if (bytes[from + 4] !== 45 || bytes[from + 7] !== 45 || bytes[from + 10] !== 84) return null;
  if (bytes[from + 13] !== 58) return null;
  const year = digits(bytes, from) * 100 + digits(bytes, from + 2);
  const month = digits(bytes, from + 5);
  const day = digits(bytes, from + 8);
  const hour = digits(bytes, from + 11);
  const minute = digits(bytes, from + 14);
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
