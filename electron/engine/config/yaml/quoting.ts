/** Finds values that YAML cannot read because quotes were forgotten, so that the rest of the file still can be. */
import type { YAMLParseError } from 'yaml';

/** A stretch of source text, from start to before end. */
export interface Span {
  start: number;
  end: number;
}

const GLUED = /[^\s,[\]{}]/;
const ENDS_WORD = /[\s,[\]{}]/;

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function wordStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && GLUED.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** From an opening bracket to behind its partner on the same line, with whatever is glued to it. */
function bracketsEnd(text: string, open: number): number {
  const limit = lineEnd(text, open);
  let depth = 0;
  let at = open;
  for (; at < limit; at += 1) {
    const char = text.charAt(at);
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth < 0) break;
    if (depth === 0 && ENDS_WORD.test(text.charAt(at + 1) || ' ') && !/[{[]/.test(text.charAt(at + 1))) {
      return at + 1;
    }
  }
  return at;
}

/** `{{…}}` at the start of a value that goes on behind it. */
function templateBefore(text: string, offset: number): Span | null {
  const start = text.lastIndexOf('{{', offset);
  const close = start < 0 ? -1 : text.indexOf('}}', start);
  if (close < 0 || close > offset || text.slice(start, offset).includes('\n')) return null;
  const inList = /[,\]}]/.exec(text.slice(close + 2, lineEnd(text, close)));
  const end =
    inList && text.slice(0, start).trimEnd().endsWith('[') ? close + 2 + inList.index : lineEnd(text, close);
  return { start, end };
}

/**
 * The value in `text` at which `error` stumbled because it lacks quotes: `${…}` or a glob with brackets inside
 * `{ }` or `[ ]`, an alias-like glob, a template. Null where the error has another cause.
 */
export function unquotedSpan(text: string, error: YAMLParseError): Span | null {
  const at = error.pos[0];
  if (error.code === 'BAD_ALIAS') {
    let end = at;
    while (end < text.length && !/[\s,[\]{}]/.test(text.charAt(end)) && text.slice(end, end + 2) !== ': ')
      end += 1;
    return { start: at, end };
  }
  if (error.code !== 'MISSING_CHAR' && error.code !== 'UNEXPECTED_TOKEN') return null;
  const char = text.charAt(at);
  if ((char === '{' || char === '[') && at > 0 && GLUED.test(text.charAt(at - 1))) {
    return { start: wordStart(text, at), end: bracketsEnd(text, at) };
  }
  return templateBefore(text, at);
}

/** Puts harmless text of the same length in the place of a value, so that all positions stay. */
export function blankOut(text: string, { start, end }: Span): string {
  return text.slice(0, start) + '_'.repeat(end - start) + text.slice(end);
}
