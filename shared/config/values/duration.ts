import { leaf, Mismatch } from '../leaf.ts';

/** Largest unit first; the order in which they may follow each other. */
const UNITS: readonly [string, number][] = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

const SHAPE = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** A century: everything below stays a safe integer of milliseconds. */
export const LONGEST_DURATION_MS = 36_525 * 86_400_000;

/** Milliseconds of `500ms`, `30s`, `1h30m`, `7d`, `2w`; null where it is no such text or over a century. */
export function parseDuration(text: string): number | null {
  const match = SHAPE.exec(text);
  if (!match || text === '') return null;
  const total = UNITS.reduce((sum, [, ms], index) => sum + Number(match[index + 1] ?? 0) * ms, 0);
  return total <= LONGEST_DURATION_MS ? total : null;
}

/** The shortest text that `parseDuration` reads back as `ms` (a whole number, not negative). */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms % 604_800_000 === 0 && ms >= 1_209_600_000) return `${ms / 604_800_000}w`;
  let rest = ms;
  let text = '';
  for (const [unit, size] of UNITS.slice(1)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}

/** A duration field, in milliseconds. */
export function duration(limits: { minMs?: number; maxMs?: number } = {}) {
  const { minMs = 0, maxMs = LONGEST_DURATION_MS } = limits;
  return leaf('a duration such as "30s"', (scalar) => {
    if (!scalar.blank && /^\d+(\.\d+)?$/.test(scalar.text)) {
      const example = scalar.text.includes('.') ? '30s' : `${scalar.text}s`;
      return new Mismatch(`a bare number is no duration, write ${example}`);
    }
    const ms = parseDuration(scalar.text);
    if (ms === null) return undefined;
    if (ms < minMs) return new Mismatch(`must be at least ${formatDuration(minMs)}, got ${scalar.text}`);
    if (ms > maxMs) return new Mismatch(`must be at most ${formatDuration(maxMs)}, got ${scalar.text}`);
    return ms;
  });
}
