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

/** The end of a value on this line: before a comment and trailing space. */
function valueEnd(text: string, offset: number): number {
  const line = text.slice(offset, lineEnd(text, offset));
  return offset + line.replace(/\s#.*$/, '').trimEnd().length;
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

/** True behind a bracket that is still open, as far as the line tells. */
function isInFlow(text: string, offset: number): boolean {
  const before = lineBefore(text, offset);
  return before.replaceAll(/[^[{]/g, '').length > before.replaceAll(/[^\]}]/g, '').length;
}

/** `{{…}}` at the start of a value that goes on behind it. */
function templateBefore(text: string, offset: number): Span | null {
  const start = text.lastIndexOf('{{', offset);
  const close = start < 0 ? -1 : text.indexOf('}}', start);
  if (close < 0 || close > offset || text.slice(start, offset).includes('\n')) return null;
  const end = valueEnd(text, start);
  const stop = isInFlow(text, start) ? /[,\]}]/.exec(text.slice(close + 2, end)) : null;
  return { start, end: stop ? close + 2 + stop.index : end };
}

/** `*` or `*.log`, where an alias would stand; a colon behind it belongs to the map. */
function aliasLike(text: string, offset: number): Span {
  const start = wordStart(text, offset);
  const word = /^[^\s,[\]{}]+/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? '';
  return { start, end: start + word.replace(/:$/, '').length };
}

/**
 * The value in `text` at which `error` stumbled because it lacks quotes: `${…}` or a glob with brackets inside
 * `{ }` or `[ ]`, an alias-like glob, a template, a text with a colon. Null where the error has another cause.
 */
export function unquotedSpan(text: string, error: YAMLParseError): Span | null {
  const at = error.pos[0];
  switch (error.code) {
    case 'BAD_ALIAS':
      return aliasLike(text, at);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { start: at, end: valueEnd(text, at) };
    case 'MISSING_CHAR':
    case 'UNEXPECTED_TOKEN':
      break;
    default:
      return null;
  }
  const isOpening = text.charAt(at) === '{' || text.charAt(at) === '[';
  if (isOpening && at > 0 && GLUED.test(text.charAt(at - 1))) {
    return { start: wordStart(text, at), end: bracketsEnd(text, at) };
  }
  const aliasKey = /\*[^\s,[\]{}]*:[ \t]*$/.exec(lineBefore(text, at));
  if (aliasKey) return aliasLike(text, at - aliasKey[0].length);
  return templateBefore(text, at);
}

/** Puts harmless text of the same length in the place of a value, so that all positions stay. */
export function blankOut(text: string, { start, end }: Span): string {
  return text.slice(0, start) + '_'.repeat(end - start) + text.slice(end);
}
