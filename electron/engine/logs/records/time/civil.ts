/** Days since 1970-01-01 of a date in the proleptic Gregorian calendar; `month` counts from 1. */
export function daysFromCivil(year: number, month: number, day: number): number {
  // Whole eras of 400 years are added first, so that the divisions below can cut instead of rounding down.
  const shifted = (month <= 2 ? year - 1 : year) + 4000;
  const dayOfYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  const leapDays = ((shifted / 4) | 0) - ((shifted / 100) | 0) + ((shifted / 400) | 0);
  return shifted * 365 + leapDays + dayOfYear - 719_468 - 1_460_970;
}

/** Whether there is such a day; what is no number is in none. */
export function isDate(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1) || Number.isNaN(year)) return false;
  if (day <= 28) return true;
  const nextMonth = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
  return day <= nextMonth - daysFromCivil(year, month, 1);
}

/** Whether a clock can show it; 24:00 is no time of a log, a leap second is. */
export function isTimeOfDay(hour: number, minute: number, second: number): boolean {
  return hour < 24 && minute < 60 && second <= 60;
}

export const DAY_MS = 86_400_000;
