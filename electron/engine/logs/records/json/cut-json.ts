import type { JsonObject } from './read-object.ts';

/** One token at the top level of an object; texts may lack their end. */
const SPACE = /[\s,]*/y;
const TEXT = /"([^"\\]*(?:\\.[^"\\]*)*)("?)/sy;
const PLAIN = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * What can still be read of a JSON object whose end is missing or which is otherwise broken: its keys and texts,
 * numbers and literals up to the first thing that does not fit. Objects and lists within it are skipped where
 * they are whole, else reading ends. Null where the text is no object at all.
 */
export function readCutJson(text: string): JsonObject | null {
  const open = /^\s*\{/u.exec(text);
  if (!open) return null;
  const object: JsonObject = Object.create(null) as JsonObject;
  let at = open[0].length;
  for (;;) {
    at = skip(text, at);
    const key = take(TEXT, text, at);
    if (!key || key[2] === '') break;
    at = skip(text, at + key[0].length);
    if (text.charAt(at) !== ':') break;
    at = skip(text, at + 1);
    const value = readValue(text, at);
    if (!value) break;
    object[unescape(key[1] ?? '')] = value.value;
    at = value.end;
  }
  return Object.keys(object).length > 0 ? { ...object } : null;
}

function readValue(text: string, at: number): { value: unknown; end: number } | null {
  const string = take(TEXT, text, at);
  if (string) return { value: unescape(string[1] ?? ''), end: at + string[0].length };
  const plain = take(PLAIN, text, at);
  if (plain) return { value: parseOr(plain[0], plain[0]), end: at + plain[0].length };
  const end = endOfNested(text, at);
  if (end === null) return null;
  const nested = text.slice(at, end);
  return { value: parseOr(nested, nested), end };
}

/** Where the object or list that begins at `at` ends; null where it does not. */
function endOfNested(text: string, at: number): number | null {
  if (text.charAt(at) !== '{' && text.charAt(at) !== '[') return null;
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '"') {
      const string = take(TEXT, text, index);
      index += (string?.[0].length ?? 1) - 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return null;
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  // The cut may have halved an escape.
  return parseOr(`"${text.replace(/\\u[\da-fA-F]{0,3}$/u, '')}"`, text) as string;
}

function parseOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Broken within, too: it stays the text it is.
    return otherwise;
  }
}

function skip(text: string, at: number): number {
  return at + (take(SPACE, text, at)?.[0].length ?? 0);
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
