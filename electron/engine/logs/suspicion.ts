import { STEERS_TERMINAL } from './records/text/escapes.ts';
import { COMMON_MARKS, maySecret, RARE_MARKS } from './records/text/secret-marks.ts';

/** The escape of a terminal, and JSON's escapes that may hide any character or a URL's slashes. */
const ESCAPES = /\u001b|\\[u/]/;

/** Whether a text holds no escape sequence and nothing that redaction could be about. */
export function isHarmless(text: string): boolean {
  return !ESCAPES.test(text) && !STEERS_TERMINAL.test(text) && !maySecret(text);
}

/**
 * Tells which parts of a text are harmless. Looking through a whole chunk at once costs a third of asking for each
 * of its lines.
 */
export interface Suspicion {
  /** Begins with another text, of ASCII characters only: it has no escape in its eight-bit form. */
  look(text: string): void;
  /** Whether anything between the two places is suspicious; both must only grow from call to call. */
  between(from: number, to: number): boolean;
}

export function createSuspicion(): Suspicion {
  const searches = [ESCAPES, RARE_MARKS, COMMON_MARKS].map(({ source }) => new RegExp(source, 'g'));
  const nexts = searches.map(() => 0);
  let text = '';
  /** The nearest of the next places; lines before it are harmless without another look. */
  let nearest = 0;

  function advance(from: number): void {
    nearest = Infinity;
    for (const [index, search] of searches.entries()) {
      let next = nexts[index] ?? Infinity;
      if (next < from) {
        search.lastIndex = from;
        next = search.exec(text)?.index ?? Infinity;
        nexts[index] = next;
      }
      if (next < nearest) nearest = next;
    }
  }

  return {
    look(next) {
      text = next;
      nexts.fill(-1);
      advance(0);
    },
    between(from, to) {
      if (nearest < from) advance(from);
      return nearest < to;
    },
  };
}
