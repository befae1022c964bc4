import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { isStateKey } from '../generic/vocabulary.ts';
import { type Field, fieldsOf, isObject, type JsonObject } from '../json.ts';
import { leaf, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import type { State } from '../../../../shared/domain/state.ts';

const PASSED = /^(?:ok|working)$/i;
/** How the package begins the text of an error, by its class. */
const FAILED = /^(warning|unavailable|unexpected result|unknown error): /i;
/** Behind the name of a check: a colon over HTTP, dots from the management command. */
const ENTRY = /: (?=(?:ok|working)$|(?:warning|unavailable|unexpected result|unknown error): )| \.\.\. /i;

/**
 * django-health-check: a map from the name of a check to `working` (up to 3.16) or `OK`, or to the text of an error
 * that begins with its class; the same as lines of text, over HTTP and from `manage.py health_check`.
 */
export const djangoHealthCheck: HealthDialect = {
  name: 'django-health-check',
  because:
    'checks that are "working" or begin with "unavailable:" and the like, as django-health-check writes them',
  recognise: ({ text, json }) =>
    json === undefined ? entriesOfText(text) !== null : isObject(json) && hasShape(json),
  read: ({ text, json }, response) => {
    const entries = isObject(json) ? entriesOf(json) : (entriesOfText(text) ?? []);
    return assemble({ own: null, parts: entries.map(readEntry), message: '', facts: {} }, response);
  },
};

type Entry = [name: string, said: string];

function hasShape(body: JsonObject): boolean {
  const fields = fieldsOf(body);
  return fields.every(isCheck) && fields.some(({ key, value }) => value !== 'OK' || isRepresentation(key));
}

function isCheck({ folded, value }: Field): boolean {
  if (typeof value !== 'string' || isStateKey(folded)) return false;
  return value === 'OK' || value === 'working' || FAILED.test(value);
}

/** `Database(alias='default')`, as Python represents an object. */
function isRepresentation(key: string): boolean {
  return /^[A-Z]\w*\(/.test(key) && key.endsWith(')');
}

function isOutcome(text: string): boolean {
  return PASSED.test(text) || FAILED.test(text);
}

function entriesOf(body: JsonObject): Entry[] {
  return fieldsOf(body).map(({ key, value }) => [key, typeof value === 'string' ? value : '']);
}

/** The checks in lines of text, an error over several lines; null where another line stands among them. */
function entriesOfText(text: string): Entry[] | null {
  const entries: Entry[] = [];
  for (const line of text.split('\n')) {
    const entry = entryOfLine(line.trim());
    const last = entries.at(-1);
    if (entry !== null) entries.push(entry);
    else if (last === undefined || PASSED.test(last[1])) return null;
    else last[1] += `\n${line.trim()}`;
  }
  return entries;
}

function entryOfLine(line: string): Entry | null {
  const match = ENTRY.exec(line);
  if (match === null || match.index === 0) return null;
  const said = line.slice(match.index + match[0].length);
  return isOutcome(said) ? [line.slice(0, match.index).trimEnd(), said] : null;
}

function readEntry([name, said]: Entry): Part {
  if (PASSED.test(said.trim())) return leaf(name, plainState('healthy'));
  return leaf(name, plainState(stateOf(said)), plainText(said, LONGEST_MESSAGE));
}

/** One text may hold several errors, one a line: anything but warnings makes it unhealthy. */
function stateOf(said: string): State {
  const lines = said.split('\n').filter((line) => FAILED.test(line));
  return lines.every((line) => FAILED.exec(line)?.[1]?.toLowerCase() === 'warning')
    ? 'degraded'
    : 'unhealthy';
}
