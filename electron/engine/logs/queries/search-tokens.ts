/** A piece of a search, and where what follows it begins. */
export interface Piece {
  text: string;
  end: number;
}

/** The text between the quote at `start` and its partner; `\"` and `\\` are the signs themselves. Null without one. */
export function readQuoted(search: string, start: number): Piece | null {
  let text = '';
  for (let at = start + 1; at < search.length; at++) {
    const sign = search[at] ?? '';
    const next = search[at + 1];
    if (sign === '"') return { text, end: at + 1 };
    if (sign === '\\' && (next === '"' || next === '\\')) at += 1;
    text += sign === '\\' && next === '"' ? '"' : sign;
  }
  return null;
}

/** The text up to the next space or quote; `\"` is the sign itself. */
export function readToken(search: string, start: number): Piece {
  let text = '';
  let at = start;
  for (; at < search.length; at++) {
    const sign = search[at] ?? '';
    if (sign === '"' || /\s/u.test(sign)) break;
    if (sign === '\\' && search[at + 1] === '"') at += 1;
    text += search[at] ?? '';
  }
  return { text, end: at };
}
