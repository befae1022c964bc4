import { draft, type Draft } from '../draft.ts';
import type { FormatContext, LogFormat } from '../format.ts';
import { namesWith } from '../json/names.ts';
import { readObject, type JsonObject } from '../json/read-object.ts';

const PAIR = /([A-Za-z_@][\w.@/#-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?:\s+|$)/y;
const FIRST_PAIR = /^[A-Za-z_@][\w.@/#-]*=/u;
/** Heroku's router calls the level `at`. */
const names = namesWith({
  message: 'msg message event',
  level: 'level lvl severity loglevel log_level levelname at',
});
/** So many pairs are no accident, whatever their names. */
const ENOUGH_PAIRS = 3;
const DURATION = /^\d+(?:\.\d+)?(?:[nuµm]?s)$/u;

/** logfmt: `key=value` pairs and nothing else, among them a level, a time or a message, or three and more. */
export const logfmt: LogFormat = {
  name: 'logfmt',
  whole: true,
  read(text, context) {
    const object = parsePairs(text);
    const read = object && understand(object, context);
    return read?.message === '' ? { ...read, message: messageOf(object ?? {}, text) } : read;
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
  const isMarked = read.level !== null || read.time !== null || 'msg' in object;
  if (!isMarked && Object.keys(object).length < ENOUGH_PAIRS) return null;
  const { service } = read;
  // Heroku's router says how long the service took.
  if (service === null || !DURATION.test(service)) return read;
  return { ...read, service: null, fields: { ...read.fields, service } };
}

/** What a line without a message says: its description, its request, else all of it. */
function messageOf({ desc, method, path, status }: JsonObject, text: string): string {
  if (typeof desc === 'string' && desc !== '') return desc;
  const request = [method, path, status].filter((part) => part !== undefined && part !== '');
  return typeof method === 'string' && typeof path === 'string' ? request.join(' ') : text;
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
