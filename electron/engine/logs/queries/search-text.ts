import { RE2JS } from 're2js';
import { ContractFailure } from '../../../../shared/contract/failure.ts';
import { levelOfWord } from '../records/level.ts';
import { readQuoted, readToken } from './search-tokens.ts';

/** One condition of a search; a record must meet all of them. */
export type SearchTerm = {
  /** True where the record must not meet it. */
  excludes: boolean;
} & (
  | { kind: 'text'; text: string }
  | { kind: 'pattern'; pattern: string; ignoreCase: boolean }
  | { kind: 'field'; name: string; value: string }
);

/**
 * What stands between a field's name and its value. Times of day, `C:\` and a word that ends in a colon are none;
 * neither is an address, see `isAddress`.
 */
const FIELD = /^([A-Za-z_@$][\w.@$-]*):(?!$)/u;

/**
 * Reads a search: words that must all occur, whatever their case, `"quotes"` that keep spaces, `-word` excludes,
 * `/RE2/` a pattern (`/RE2/i` whatever the case), `field:value` or `field:"a value"` a field.
 * @throws ContractFailure `invalid-search` that quotes what cannot be read
 */
export function parseSearch(search: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let at = skipSpace(search, 0);
  while (at < search.length) {
    const { term, end } = readTerm(search, at);
    terms.push(term);
    at = skipSpace(search, end);
  }
  return terms;
}

function readTerm(search: string, start: number): { term: SearchTerm; end: number } {
  const excludes = search[start] === '-';
  const at = excludes ? start + 1 : start;
  if (excludes && (at === search.length || /\s/u.test(search[at] ?? ''))) {
    throw invalid('A "-" stands alone: write -word without a space, or "-" in quotes.');
  }
  const pattern = readPattern(search, at);
  if (pattern) return { term: { excludes, kind: 'pattern', ...pattern.value }, end: pattern.end };
  const field = FIELD.exec(search.slice(at));
  if (field && !isAddress(search, at + field[0].length) && !isWindowsPath(field[0], search[at + 2])) {
    const name = field[1] ?? '';
    const { text, end } = readWord(search, at + field[0].length);
    return { term: { excludes, kind: 'field', name, value: checkedValue(name, text) }, end };
  }
  const { text, end } = readWord(search, at);
  return { term: { excludes, kind: 'text', text }, end };
}

/** A word, in which quotes keep spaces. */
function readWord(search: string, start: number): { text: string; end: number } {
  let text = '';
  let at = start;
  while (at < search.length && !/\s/u.test(search[at] ?? '')) {
    const isQuoted = search[at] === '"';
    const part = isQuoted ? readQuoted(search, at) : readToken(search, at);
    if (part === null) {
      throw invalid(
        `A quote is not closed: ${search.slice(at)} wants a second "; write \\" for the sign itself.`,
      );
    }
    text += part.text;
    at = part.end;
  }
  if (text === '') throw invalid('Nothing stands between the quotes.');
  return { text, end: at };
}

/**
 * `/…/` up to the first slash that is not escaped, if the term ends there; anything else that begins with a slash
 * is a path.
 */
function readPattern(
  search: string,
  start: number,
): { value: { pattern: string; ignoreCase: boolean }; end: number } | null {
  if (search[start] !== '/') return null;
  let end = start + 1;
  while (end < search.length && search[end] !== '/') end += search[end] === '\\' ? 2 : 1;
  const ignoreCase = search[end + 1] === 'i';
  const after = end + (ignoreCase ? 2 : 1);
  if (end >= search.length || end === start + 1) return null;
  if (after < search.length && !/\s/u.test(search[after] ?? '')) return null;
  const pattern = search.slice(start + 1, end).replaceAll('\\/', '/');
  compilePattern(pattern, ignoreCase);
  return { value: { pattern, ignoreCase }, end: after };
}

/** @throws ContractFailure `invalid-search` where RE2 does not accept it */
export function compilePattern(pattern: string, ignoreCase: boolean): RE2JS {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid(`/${pattern}/ is no pattern that RE2 accepts: ${reason}.`);
  }
}

function checkedValue(name: string, value: string): string {
  if (name !== 'level') return value;
  const level = levelOfWord(value);
  if (level) return level;
  throw invalid(`There is no level "${value}"; levels are trace, debug, info, warn, error and fatal.`);
}

function isAddress(search: string, at: number): boolean {
  return search.startsWith('//', at);
}

function isWindowsPath(head: string, next: string | undefined): boolean {
  return head.length === 2 && (next === '\\' || next === '/');
}

function skipSpace(search: string, start: number): number {
  let at = start;
  while (at < search.length && /\s/u.test(search[at] ?? '')) at += 1;
  return at;
}

function invalid(message: string): ContractFailure {
  return new ContractFailure('invalid-search', message);
}
