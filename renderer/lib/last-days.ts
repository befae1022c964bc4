import { midnight } from './by-day.ts';

/** The local midnights of the last `count` days, the oldest first; today is the last. Days may have 23 or 25 hours. */
export function lastDays(now: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(midnight(now));
    day.setDate(day.getDate() - (count - 1 - index));
    return day.getTime();
  });
}

/** The midnight after a local midnight. */
export function nextDay(day: number): number {
  const next = new Date(day);
  next.setDate(next.getDate() + 1);
  return next.getTime();
}

/** A day as an address names it: `2026-11-20`. */
export function dayKey(day: number): string {
  const date = new Date(day);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The local midnight that a key names; null where it names none. */
export function dayOfKey(key: string | null): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(key ?? '');
  if (!parts) return null;
  const day = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getTime();
  return dayKey(day) === key ? day : null;
}
