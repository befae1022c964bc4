import { readIsoTime, readUtcMillisOf } from './iso.ts';
import { readTime } from './leading.ts';
import type { TimeContext } from './time-context.ts';

/** The last instant that a JavaScript date can hold. */
const LAST = 8.64e15;

/**
 * The instant that a JSON value states: a text in any known shape, a number of seconds, milliseconds,
 * microseconds or nanoseconds since 1970 (told apart by size), or an object such as `{"$date": …}` or
 * `{"epochSecond": …, "nanoOfSecond": …}`. Null for anything else.
 */
export function timeOfValue(value: unknown, context: TimeContext): number | null {
  if (typeof value === 'string') return timeOfText(value, context);
  if (typeof value === 'number') return timeOfNumber(value);
  if (typeof value !== 'object' || value === null) return null;
  const { $date, $numberLong, epochSecond, nanoOfSecond, seconds, nanos } = value as Record<string, unknown>;
  if ($date !== undefined) return timeOfValue($date, context);
  if (typeof $numberLong === 'string') return timeOfText($numberLong, context);
  const stated = epochSecond ?? seconds;
  const part = nanoOfSecond ?? nanos;
  // Protocol buffers write their longest numbers as texts.
  const whole = typeof stated === 'string' && /^\d{1,12}$/u.test(stated) ? Number(stated) : stated;
  if (typeof whole !== 'number') return null;
  return inRange(whole * 1000 + (typeof part === 'number' ? Math.floor(part / 1e6) : 0));
}

function timeOfText(text: string, context: TimeContext): number | null {
  const utc = readUtcMillisOf(text, context);
  if (utc !== null) return utc;
  const iso = readIsoTime(text, 0, context);
  if (iso && iso.end === text.length) return iso.time;
  if (text.length > 48) return null;
  const trimmed = text.trim();
  const found = readTime(trimmed, 0, context);
  if (found && found.end === trimmed.length) return found.time;
  return /^\d{9,19}(?:\.\d{1,9})?$/u.test(trimmed) ? timeOfNumber(Number(trimmed)) : null;
}

/** Seconds below 1e11 (the year 5138), then milliseconds, microseconds, nanoseconds. */
function timeOfNumber(value: number): number | null {
  if (!(value > 0)) return null;
  if (value < 1e11) return inRange(Math.round(value * 1000));
  if (value < 1e14) return inRange(Math.floor(value));
  return inRange(Math.floor(value / (value < 1e17 ? 1e3 : 1e6)));
}

function inRange(ms: number): number | null {
  return Math.abs(ms) <= LAST ? ms : null;
}
