import type { BlockMeta } from '../store/block-meta.ts';

/** Formats that put a message together from parts, so that it need not stand in the lines. */
const COMPOSED = new Set(['serilog']);
/** Containers that cut a long line into several, so that a word may stand in two of them. */
const CUTTING = new Set(['docker', 'cri']);

/** Whether what is read from a record's lines may hold texts that the lines, as they stand, do not. */
export function isLoose(format: string, raw: string | Buffer): boolean {
  const parts = format.split('>');
  if (parts.some((part) => COMPOSED.has(part))) return true;
  return parts.some((part) => CUTTING.has(part)) && raw.includes('\n');
}

/** Whether any record of a block is loose. */
export function holdsLoose({ formats, count }: BlockMeta, lines: Buffer): boolean {
  const parts = formats.flatMap((format) => format.split('>'));
  if (parts.some((part) => COMPOSED.has(part))) return true;
  return parts.some((part) => CUTTING.has(part)) && newlines(lines, count) >= count;
}

/** Newlines, counted up to `most`: there is one between any two records. */
function newlines(lines: Buffer, most: number): number {
  let found = 0;
  for (let at = lines.indexOf(10); at !== -1 && found < most; at = lines.indexOf(10, at + 1)) found += 1;
  return found;
}
