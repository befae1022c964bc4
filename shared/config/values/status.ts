import type { StatusRange } from '../model.ts';
import { leaf } from '../leaf.ts';

const LOWEST = 100;
const HIGHEST = 599;

/** A range of HTTP codes from `200-299`, `401` or `2xx`; null where it is none within 100 to 599. */
export function parseStatusRange(text: string): StatusRange | null {
  const match = /^([1-5])xx$/i.exec(text) ?? /^(\d{3})(?: ?- ?(\d{3}))?$/.exec(text);
  if (!match) return null;
  const first = Number(match[1]);
  const range =
    first < 10
      ? { from: first * 100, to: first * 100 + 99 }
      : { from: first, to: Number(match[2] ?? match[1]) };
  return range.from >= LOWEST && range.to <= HIGHEST && range.from <= range.to ? range : null;
}

/** The text that `parseStatusRange` reads back. */
export function formatStatusRange({ from, to }: StatusRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** A field of one HTTP code or range. */
export const statusRange = leaf(
  'a status such as 200, "200-299" or "2xx" (codes 100 to 599)',
  (scalar) => parseStatusRange(scalar.text) ?? undefined,
);
