/** Text from outside, made fit for a message: literal, short, one meaning. */

/** Limits in code points. */
export const TITLE_LENGTH = 256;
export const BODY_LENGTH = 1000;

/** C0 and C1 controls, line and paragraph separators. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/gu;
/** Marks that reorder or hide text: bidi embeddings, overrides and isolates, zero-width spaces, annotations, tags; not joiners. */
const INVISIBLE =
  /[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A title on one line of at most 256 characters. */
export function safeTitle(text: string): string {
  return cut(clean(text.toWellFormed()).replace(/\s+/gu, ' ').trim(), TITLE_LENGTH);
}

/** A body of at most 1,000 characters; its lines are kept. */
export function safeBody(text: string): string {
  const lines = text
    .toWellFormed()
    .split(/\r\n|\r|\n/u)
    .map((line) => clean(line).trimEnd());
  return cut(lines.join('\n').trim(), BODY_LENGTH);
}

function clean(text: string): string {
  return text.replace(CONTROLS, ' ').replace(INVISIBLE, '');
}

/**
 * Cuts to a length that is counted by `cost`, by default in code points, and shows the cut with `…`. Characters as
 * people see them stay whole, unless one alone is longer than that.
 */
export function cut(text: string, length: number, cost: (text: string) => number = codePoints): string {
  // A code point costs at least one and is at most two units: a text so short needs no counting.
  if (text.length <= length && cost(text) <= length) return text;
  const start = text.slice(0, length * 4).toWellFormed();
  if (start.length === text.length && cost(text) <= length) return text;
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(start);
  const kept = take(
    Array.from(graphemes, ({ segment }) => segment),
    length - 1,
    cost,
  );
  return `${kept === '' ? take(Array.from(start), length - 1, cost) : kept}…`;
}

/** As many of the parts from the first on as fit. */
function take(parts: readonly string[], length: number, cost: (text: string) => number): string {
  let kept = '';
  let spent = 0;
  for (const part of parts) {
    spent += cost(part);
    if (spent > length) break;
    kept += part;
  }
  return kept;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _point of text) count += 1;
  return count;
}
