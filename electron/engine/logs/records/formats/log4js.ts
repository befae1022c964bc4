import { format } from 'node:util';
import { textOf, type JsonObject } from '../json/read-object.ts';
import { headedFormat } from '../text/headed.ts';
import { jsonFormat } from './json-lines.ts';

/** The levels above `FATAL` are not worse: what is logged by them is to be seen always. */
const ALWAYS = { MARK: 'info', OFF: 'info' } as const;

/** log4js' JSON of a logging event, as its `json` layout recipe and its network appenders write it. */
export const log4jsJson = jsonFormat({
  name: 'log4js-json',
  claims: ({ categoryName, data }) => typeof categoryName === 'string' && data !== undefined,
  names: { message: 'data' },
  refine(read, { data, level }) {
    const stated = { ...read, message: messageOf(data) ?? read.message };
    if (!isAlways(level)) return stated;
    const { level: _level, ...fields } = read.fields;
    return { ...stated, level: 'info', fields };
  },
});

/** log4js' basic layout: `[2026-07-04T12:00:00.123] [INFO] default - message`. */
export const log4js = headedFormat({
  name: 'log4js',
  lead: /\[/y,
  rest: /\] \[(?<level>[A-Z]+)\] (?<logger>[^\s\]]+) - (?<message>.*)$/sy,
  levels: ALWAYS,
});

function isAlways(level: unknown): boolean {
  const word = typeof level === 'object' && level !== null ? (level as JsonObject)['levelStr'] : level;
  return typeof word === 'string' && Object.hasOwn(ALWAYS, word);
}

/** As log4js' own layouts put the parts of a message together. */
function messageOf(data: unknown): string | null {
  if (!Array.isArray(data)) return null;
  return format(...data.map((part: unknown) => (typeof part === 'number' ? part : textOf(part))));
}
