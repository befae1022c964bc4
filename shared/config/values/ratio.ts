import { leaf, Mismatch } from '../leaf.ts';

/** 0 to 1 of `5%` or `0.05`; null where it is no such text or outside 0 to 1. */
export function parseRatio(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)( ?%)?$/.exec(text);
  if (!match) return null;
  const ratio = match[2] === undefined ? Number(match[1]) : Number(match[1]) / 100;
  return ratio <= 1 ? ratio : null;
}

/** A ratio field, 0 to 1. */
export const ratio = leaf('a ratio such as "5%" or 0.05', (scalar) => {
  const parsed = parseRatio(scalar.text);
  if (parsed !== null) return parsed;
  if (/^\d+(\.\d+)?$/.test(scalar.text)) {
    return new Mismatch(`a bare number over 1 is no ratio, write ${scalar.text}%`);
  }
  if (/^\d+(\.\d+)? ?%$/.test(scalar.text)) return new Mismatch(`must be at most 100%, got ${scalar.text}`);
  return undefined;
});
