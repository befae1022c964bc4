import { draft, type Draft } from '../draft.ts';
import type { FormatContext, LogFormat } from '../format.ts';
import { namesWith } from '../json/names.ts';
import { readObject, type JsonObject } from '../json/read-object.ts';

const PAIR = /([A-Za-z_@][\w.@/-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?:\s+|$)/y;
const FIRST_PAIR = /^[A-Za-z_@][\w.@/-]*=/u;
const names = namesWith({ message: 'msg message event' });

/** logfmt: `key=value` pairs and nothing else, among them a level, a time or a message. */
export const logfmt: LogFormat = {
  name: 'logfmt',
  whole: true,
  read(text, context) {
    const object = parsePairs(text);
    return object && understand(object, context);
  },
  begins: isCut,
  salvage: (text, context) => understandCut(text, context) ?? draft({ message: text }),
  // A value in quotes that holds line breaks as they are
  finish(lines, context) {
    const object = parsePairs(lines.join('\n'));
    const read = object && understand(object, context);
    return read && { draft: read, used: lines.length };
  },
};

function understand(object: JsonObject, context: FormatContext): Draft | null {
  const read = readObject(object, names, context);
  return read.level === null && read.time === null && !('msg' in object) ? null : read;
}

/** Whether a line is pairs up to a quote that does not end in it. */
function isCut(text: string): boolean {
  if (!FIRST_PAIR.test(text)) return false;
  return parsePairs(text) === null && parsePairs(`${text}"`) !== null;
}

function understandCut(text: string, context: FormatContext): Draft | null {
  const object = parsePairs(`${text}"`);
  return object && understand(object, context);
}

/** The pairs of a line; null unless the whole line consists of at least two. */
function parsePairs(text: string): JsonObject | null {
  const object = readPairs(text);
  return object && Object.keys(object).length >= 2 ? object : null;
}

/** The pairs that a text consists of; null where it has anything else. */
export function readPairs(text: string): JsonObject | null {
  const object: JsonObject = {};
  let at = 0;
  while (at < text.length) {
    PAIR.lastIndex = at;
    const match = PAIR.exec(text);
    if (!match) return null;
    const [whole, key = '', quoted, bare = ''] = match;
    object[key] = quoted === undefined ? bareValue(key, bare) : unquote(quoted);
    at += whole.length;
  }
  return object;
}

function bareValue(key: string, text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null' || text === 'nil') return null;
  const isNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/u.test(text);
  return isNumber && key !== 'msg' && key !== 'message' ? Number(text) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Resolves the escapes of a value in quotes. */
export function unquote(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(.)/gsu, (_whole, letter: string) => ESCAPES[letter] ?? letter);
}
