/** When maintenance windows are, in words for people. Pure. */
import { DAYS, type Day, type MaintenanceWindow } from '../../../shared/config/alerts/model.ts';
import { exactDuration } from '../../../shared/domain/time-text.ts';

const NAMES: Record<Day, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** "every Sunday 02:00 to 06:00, Europe/Berlin". `zone`: where the window names none. */
export function windowInWords({ when }: MaintenanceWindow, zone: string): string {
  const where = when.zone ?? zone;
  if ('cron' in when) return `cron ${when.cron} for ${exactDuration(when.durationMs)}, ${where}`;
  const days = DAYS.filter((day) => when.days.includes(day));
  const list = days.length === DAYS.length ? 'day' : days.map((day) => NAMES[day]).join(', ');
  return `every ${list} ${when.from} to ${when.to}, ${where}`;
}
