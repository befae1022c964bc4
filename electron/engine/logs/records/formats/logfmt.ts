import type { LogFormat } from '../format.ts';
import { namesWith } from '../json/names.ts';
import { readObject, type JsonObject } from '../json/read-object.ts';

const PAIR = /([A-Za-z_@][\w.@/-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?:\s+|$)/y;
const names = namesWith();

/** logfmt: `key=value` pairs and nothing else, among them a level, a time or a message. */
export const logfmt: LogFormat = {
  name: 'logfmt',
  whole: true,
  read(text, context) {
    const object = parsePairs(text);
    if (!object) return null;
    const read = readObject(object, names, context);
    return read.level === null && read.time === null && !('msg' in object) ? null : read;
  },
};

/** The pairs of a line; null unless the whole line consists of at least two. */
export function parsePairs(text: string): JsonObject | null {
  const object: JsonObject = {};
  let at = 0;
  let count = 0;
  while (at < text.length) {
    PAIR.lastIndex = at;
    const match = PAIR.exec(text);
    if (!match) return null;
    const [whole, key = '', quoted, bare = ''] = match;
    object[key] = quoted === undefined ? bareValue(key, bare) : unquote(quoted);
    at += whole.length;
    count += 1;
  }
  return count >= 2 ? object : null;
}

function bareValue(key: string, text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null' || text === 'nil') return null;
  const isNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/u.test(text);
  return isNumber && key !== 'msg' && key !== 'message' ? Number(text) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquote(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(.)/gsu, (_whole, letter: string) => ESCAPES[letter] ?? letter);
}
