/** When reports are due, and what becomes of those that were missed. Pure; times are epoch milliseconds. */
import { DAYS, type ReportConfig } from '../../../shared/config/alerts/model.ts';
import { localAsUtc, momentOf } from '../alerts/schedule/zone.ts';

type DayTimes = Pick<ReportConfig, 'days' | 'time'>;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The first day of the epoch was a Thursday. */
const EPOCH_WEEKDAY = 3;
/** Older ones are not even counted. */
const LONGEST_PAST = 400 * DAY;

/** A report that could not be sent in time is still worth reading so long. */
export const REPORT_WORTH_MS = DAY;

/**
 * Every time in (after, until] at which it is due by the clocks of `zone`, oldest first. A time of day that is skipped
 * there comes at the next minute that exists, one that comes twice at its first.
 */
export function duesWithin({ days, time }: DayTimes, after: number, until: number, zone: string): number[] {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const from = Math.max(after, until - LONGEST_PAST);
  const first = Math.floor(localAsUtc(from, zone) / DAY) - 1;
  const last = Math.floor(localAsUtc(until, zone) / DAY) + 1;
  const dues: number[] = [];
  for (let day = first; day <= last; day += 1) {
    const name = DAYS[(day + EPOCH_WEEKDAY) % DAYS.length];
    if (name === undefined || !days.includes(name)) continue;
    const due = momentOf(day * DAY + (hours * 60 + minutes) * MINUTE, zone);
    if (due > from && due <= until) dues.push(due);
  }
  return dues;
}

/** What is to be done about reports that fell due since they were looked at last. */
export interface DuePlan {
  /** The one to be sent now; null where there is none, or it is too old. */
  send: number | null;
  /** Those that are not sent any more, oldest first. */
  missed: number[];
}

/** Of several that fell due, the newest is sent, unless that is old as well. */
export function planDues(dues: readonly number[], now: number): DuePlan {
  const newest = dues.at(-1);
  if (newest === undefined || now - newest > REPORT_WORTH_MS) return { send: null, missed: [...dues] };
  return { send: newest, missed: dues.slice(0, -1) };
}
