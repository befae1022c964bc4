import { DAYS, type Day, type ReportConfig } from '../alerts/model.ts';
import { fields } from '../fields.ts';
import { leaf } from '../leaf.ts';
import { timeZone } from '../values/address.ts';
import { EVERY_DAY } from '../values/daily.ts';
import { duration } from '../values/duration.ts';
import { id } from '../values/plain.ts';

const HOUR_MS = 3_600_000;

/** The days of the week and the time of day at which something is due. */
interface DayTimes {
  days: Day[];
  time: string;
}

/** `mon 09:00`, `mon,thu 09:00`, `day 09:00`, or a time alone for every day; null for anything else. */
export function parseEvery(text: string): DayTimes | null {
  const [, names, time = ''] = /^(?:(\S+) )?((?:[01]\d|2[0-3]):[0-5]\d)$/u.exec(text) ?? [];
  if (time === '') return null;
  if (names === undefined || names === 'day') return { days: [...EVERY_DAY], time };
  const wanted = names.split(',');
  const days = DAYS.filter((day) => wanted.includes(day));
  return days.length === wanted.length ? { days, time } : null;
}

/** As it is written: `mon,thu 09:00`. */
export function formatEvery({ days, time }: DayTimes): string {
  return `${days.length === EVERY_DAY.length ? 'day' : days.join(',')} ${time}`;
}

/** One of `notify.reports`. */
export const report = fields({
  every: leaf(
    'days and a time such as "mon 09:00", "mon,thu 09:00" or "day 09:00"',
    ({ text }) => parseEvery(text) ?? undefined,
  ),
  channel: id,
  period: duration({ minMs: HOUR_MS }),
  zone: timeZone.optional(),
}).transform(({ every, channel, period, zone }): ReportConfig => ({
  ...every,
  channel,
  periodMs: period,
  zone: zone ?? null,
}));
