import { DAY_MS, daysFromCivil, isDate } from './civil.ts';
import { readClock, readCompactTime, readIsoTime, type FoundTime } from './iso.ts';
import { readFraction, readOffset } from './suffix.ts';
import { today, withoutYear, type TimeContext } from './time-context.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const monthNumber = (word: string): number => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;

/** `04/Jul/2026:12:00:00 +0200`, `4-Jul-2026 12:00:00.123`, `4-Jul-2026::12:00:00`, `Sat, 04 Jul 2026 12:00:00 GMT`. */
const DAY_FIRST = /^(?:[A-Z][a-z]{2},? )?(\d{1,2})([ /-])([A-Z][a-z]{2})\2(\d{4})(?: |::?|T)/u;
/** `04 Jul 12:00:00.123`, without a year. */
const DAY_FIRST_NO_YEAR = /^(\d{1,2}) ([A-Z][a-z]{2}) (?=\d\d:)/u;
/** `Jul  4 12:00:00`, `Sat Jul 04 2026 12:00:00`, `Jul 04, 2026 12:00:00`, `Sat Jul  4 12:00:00.123456 2026`. */
const MONTH_FIRST = /^(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2})[a-z]{0,6} {1,2}(\d{1,2})(?:,? (\d{4}))?,? /u;
/** `04.07.2026 12:00:00` */
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4}),?[ T]/u;
/** Seconds, milliseconds, microseconds or nanoseconds since 1970, not before 2001. */
const EPOCH = /^(\d{10})(?:(\d{3})(?:\d{3}){0,2}|\.(\d{1,9}))?(?![\d.])/u;
/** `TIME:LEVEL:text` of Python */
const AFTER_IN_COLONS = /^:[A-Z]{2}/u;
/** What may follow a time in a line; a colon or another digit would make it something else. */
const AFTER = /^(?:$|[\s\]|,;)\-:>"'])/u;

/**
 * The time that stands at `at` in a text, in any shape that logs are known to use, and where it ends. Null where
 * there is none. Day and month in numbers are read only in the orders year-month-day and day.month.year.
 */
export function readTime(text: string, at: number, context: TimeContext): FoundTime | null {
  const first = text.charCodeAt(at);
  const isDigit = first >= 48 && first <= 57;
  const found = isDigit ? readNumeric(text, at, context) : readWorded(text, at, context);
  if (!found) return null;
  const mayEnd =
    AFTER.test(text.charAt(found.end)) || AFTER_IN_COLONS.test(text.slice(found.end, found.end + 3));
  return mayEnd ? found : null;
}

function readNumeric(text: string, at: number, context: TimeContext): FoundTime | null {
  const mark = text.charAt(at + 2);
  if (mark === ':' || text.charAt(at + 1) === ':') return readTimeAlone(text, at, context);
  return (
    readIsoTime(text, at, context) ??
    readDayFirst(text, at, context) ??
    readDotted(text, at, context) ??
    readCompactTime(text, at, context) ??
    readEpoch(text, at)
  );
}

function readWorded(text: string, at: number, context: TimeContext): FoundTime | null {
  const first = text.charCodeAt(at);
  if (!(first >= 65 && first <= 90)) return null;
  return readMonthFirst(text, at, context) ?? readDayFirst(text, at, context);
}

function readTimeAlone(text: string, at: number, context: TimeContext): FoundTime | null {
  const clock = readClock(text, at);
  // `12:30` alone may be a ratio or a place in a file; a log's time has seconds.
  if (!clock || clock.end - at < 7) return null;
  const { ms, end } = readFraction(text, clock.end);
  const half = readHalf(text, end, clock.ofDay);
  return { time: today(half.ofDay + ms, context), end: half.end };
}

function readDayFirst(text: string, at: number, context: TimeContext): FoundTime | null {
  const match = DAY_FIRST.exec(text.slice(at, at + 24));
  if (!match) return readDayFirstNoYear(text, at, context);
  const [whole, day, , month = '', year] = match;
  return readAfterDate(text, at + whole.length, [Number(year), monthNumber(month), Number(day)], context);
}

function readDayFirstNoYear(text: string, at: number, context: TimeContext): FoundTime | null {
  const match = DAY_FIRST_NO_YEAR.exec(text.slice(at, at + 12));
  if (!match) return null;
  const [whole, dayText, word = ''] = match;
  const [month, day] = [monthNumber(word), Number(dayText)];
  const clock = readClock(text, at + whole.length);
  if (!clock || !isDate(2000, month, day)) return null;
  const fraction = readFraction(text, clock.end);
  const offset = readOffset(text, fraction.end);
  const time = withoutYear({ month, day }, clock.ofDay + fraction.ms, offset?.ms ?? null, context);
  return time === null ? null : { time, end: offset?.end ?? fraction.end };
}

function readDotted(text: string, at: number, context: TimeContext): FoundTime | null {
  const match = DOTTED.exec(text.slice(at, at + 16));
  if (!match) return null;
  const [whole, day, month, year] = match;
  return readAfterDate(text, at + whole.length, [Number(year), Number(month), Number(day)], context);
}

function readMonthFirst(text: string, at: number, context: TimeContext): FoundTime | null {
  const match = MONTH_FIRST.exec(text.slice(at, at + 32));
  if (!match) return null;
  const [whole, monthWord = '', dayText, year] = match;
  const month = monthNumber(monthWord);
  const day = Number(dayText);
  if (month === 0) return null;
  if (year !== undefined) return readAfterDate(text, at + whole.length, [Number(year), month, day], context);
  const clock = readClock(text, at + whole.length);
  if (!clock || !isDate(2000, month, day)) return null;
  const fraction = readFraction(text, clock.end);
  const yearAfter = /^ (\d{4})(?!\d)/u.exec(text.slice(fraction.end, fraction.end + 6));
  const offset = readOffset(text, fraction.end);
  const ofDay = clock.ofDay + fraction.ms;
  if (yearAfter) {
    const local = daysFromCivil(Number(yearAfter[1]), month, day) * DAY_MS + ofDay;
    return { time: context.zone.toUtc(local), end: fraction.end + 5 };
  }
  const time = withoutYear({ month, day }, ofDay, offset?.ms ?? null, context);
  return time === null ? null : { time, end: offset?.end ?? fraction.end };
}

function readAfterDate(
  text: string,
  at: number,
  [year, month, day]: [number, number, number],
  context: TimeContext,
): FoundTime | null {
  const clock = readClock(text, at);
  if (!clock || !isDate(year, month, day)) return null;
  const fraction = readFraction(text, clock.end);
  const half = readHalf(text, fraction.end, clock.ofDay);
  const offset = readOffset(text, half.end);
  const wall = daysFromCivil(year, month, day) * DAY_MS + half.ofDay + fraction.ms;
  return offset
    ? { time: wall - offset.ms, end: offset.end }
    : { time: context.zone.toUtc(wall), end: half.end };
}

/** ` AM` or ` PM` after a time of twelve hours. */
function readHalf(text: string, at: number, ofDay: number): { ofDay: number; end: number } {
  const match = /^[ \u202f]([AP])M(?![A-Za-z])/u.exec(text.slice(at, at + 4));
  if (!match) return { ofDay, end: at };
  const half = DAY_MS / 2;
  return { ofDay: (ofDay % half) + (match[1] === 'P' ? half : 0), end: at + 3 };
}

function readEpoch(text: string, at: number): FoundTime | null {
  const match = EPOCH.exec(text.slice(at, at + 24));
  if (!match) return null;
  const [whole, seconds, millis, fraction] = match;
  if (Number(seconds) < 1e9) return null;
  const ms = millis ?? (fraction ?? '').padEnd(3, '0').slice(0, 3);
  return { time: Number(seconds) * 1000 + Number(ms), end: at + whole.length };
}
