const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time for people, in its largest fitting unit and rounded down: `340 ms`, `12 s`, `11 h`, `12 d`. */
export function spanInWords(ms: number): string {
  const span = Math.abs(ms);
  if (span >= 3 * DAY) return `${Math.floor(span / DAY)} d`;
  if (span >= 2 * HOUR) return `${Math.floor(span / HOUR)} h`;
  if (span >= 2 * MINUTE) return `${Math.floor(span / MINUTE)} min`;
  if (span >= 10 * SECOND) return `${Math.floor(span / SECOND)} s`;
  if (span >= SECOND) return `${Math.floor(span / 100) / 10} s`;
  return `${Math.floor(span)} ms`;
}

/** A size for people in decimal units: `0 B`, `999 B`, `1.5 MB`, `214 MB`. */
export function sizeInWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const shown = unit === 0 || value >= 10 ? Math.floor(value) : Math.floor(value * 10) / 10;
  return `${shown} ${units[unit] ?? 'B'}`;
}

/** The day of an instant in UTC, `2026-12-02`; an instant that no calendar holds is `an unknown day`. */
export function dayInWords(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10);
}
