import {
  exactDuration,
  longDuration,
  pointInTime,
  shortDuration,
  type UnitSigns,
} from '../../shared/domain/time-text.ts';
import { roughly } from '../lib/rough-duration.ts';

/** Numbers and times in the language of the window. Times are epoch milliseconds, durations milliseconds. */
export interface Format {
  number: (value: number) => string;
  /** A count per something, to one decimal where it is small. */
  rate: (value: number) => string;
  /** A ratio as a percentage, rounded down: what is not whole never reads 100 %. */
  percent: (ratio: number) => string;
  /** A latency with its unit apart, so that it can be set smaller. */
  latency: (ms: number) => { value: string; unit: string };
  latencyText: (ms: number) => string;
  /** A label of a latency scale that ends at `topMs`: whole seconds read better than thousands of milliseconds. */
  scale: (ms: number, topMs: number) => string;
  /** Hours, minutes and seconds. */
  clock: (at: number) => string;
  /** Hours to milliseconds, of one width; with the day where `withDay` is set. */
  stamp: (at: number, withDay: boolean) => string;
  /** As short as it can be without doubt. */
  point: (at: number, now: number) => string;
  dateTime: (at: number) => string;
  /** From one point in time to another, without saying the day twice. */
  span: (from: number, to: number) => string;
  date: (at: number) => string;
  /** Day and month. */
  day: (at: number) => string;
  /** Day and month with the day of the week. */
  weekday: (at: number) => string;
  /** Hours and minutes. */
  minutes: (at: number) => string;
  short: (ms: number) => string;
  /** At most two units: "1 h 12 min". */
  rough: (ms: number) => string;
  exact: (ms: number) => string;
  long: (ms: number) => string;
  /** Labels of a time axis that spans `spanMs`. */
  axis: (at: number, spanMs: number) => string;
}

const DAY = 86_400_000;

export function createFormat(locale: string, signs: UnitSigns): Format {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const small = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const stampParts = {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  } as const;
  const stamp = new Intl.DateTimeFormat(locale, stampParts);
  const dayStamp = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', ...stampParts });
  const hours = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });

  function latency(ms: number): { value: string; unit: string } {
    if (ms >= 10_000) return { value: small.format(ms / 1000), unit: 's' };
    return { value: ms < 10 ? small.format(ms) : number.format(Math.round(ms)), unit: 'ms' };
  }

  return {
    number: (value) => number.format(value),
    rate: (value) => (value < 10 ? small.format(value) : number.format(Math.round(value))),
    percent: (ratio) => percent.format(Math.floor(ratio * 10_000 + 1e-6) / 10_000),
    latency,
    latencyText: (ms) => Object.values(latency(ms)).join(' '),
    scale: (ms, topMs) => {
      if (ms === 0) return '0';
      return topMs >= 2000 ? `${small.format(ms / 1000)} s` : `${small.format(ms)} ms`;
    },
    clock: (at) => clock.format(at),
    stamp: (at, withDay) => (withDay ? dayStamp : stamp).format(at),
    point: (at, now) => pointInTime(at, now, locale),
    dateTime: (at) => dateTime.format(at),
    span: (from, to) => dateTime.formatRange(from, to),
    date: (at) => date.format(at),
    day: (at) => day.format(at),
    weekday: (at) => weekday.format(at),
    minutes: (at) => hours.format(at),
    short: (ms) => shortDuration(ms, signs),
    rough: (ms) => exactDuration(roughly(ms), signs),
    exact: (ms) => exactDuration(ms, signs),
    long: (ms) => longDuration(ms, locale),
    axis: (at, spanMs) => {
      if (spanMs <= 10 * 60_000) return clock.format(at);
      return spanMs <= 2 * DAY ? hours.format(at) : day.format(at);
    },
  };
}
