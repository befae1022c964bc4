/** Text from outside, made fit for a popup: literal, short, one meaning. */

/** `alerts.md` section 9. */
export const TITLE_LENGTH = 256;
export const BODY_LENGTH = 1000;

/** C0 and C1 controls, line and paragraph separators. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/gu;
/** Marks that reorder or hide text: bidi embeddings, overrides and isolates, zero-width spaces, tags; not joiners. */
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

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

/** Cuts by characters as people count them, never inside one. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(0, length * 4),
  );
  let kept = '';
  for (const { segment } of segments) {
    if (kept.length + segment.length > length - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
