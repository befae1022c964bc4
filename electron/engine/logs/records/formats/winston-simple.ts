import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { errorOfParts, type ErrorParts } from '../json/error-value.ts';
import { levelOfWord } from '../level.ts';
import { parseObject } from './json-lines.ts';

const LINE =
  /^(error|warn|warning|info|http|verbose|debug|silly|trace|fatal|notice|crit|alert|emerg): +(.*)$/su;

/** winston's `format.simple()`: `level: text {"more":"fields"}`, no time. */
export const winstonSimple: LogFormat = {
  name: 'winston-simple',
  read(text) {
    const match = LINE.exec(text);
    if (!match) return null;
    const [, level = '', rest = ''] = match;
    return { ...splitFields(rest), level: levelOfWord(level) };
  },
};

/** More beginnings of objects than this in one message are something else. */
const MOST_TRIES = 8;

/** Takes the JSON object off the end of a message, if there is one. */
export function splitFields(text: string): ReturnType<typeof draft> {
  let tries = 0;
  for (let at = text.indexOf(' {"'); at !== -1 && text.endsWith('}'); at = text.indexOf(' {"', at + 1)) {
    tries += 1;
    if (tries > MOST_TRIES) break;
    const fields = parseObject(text.slice(at + 1));
    if (!fields) continue;
    const { service, stack, error, timestamp: _time, ...rest } = fields;
    const message = text.slice(0, at).trimEnd();
    const parts: ErrorParts = {
      ...(stack === undefined ? {} : { stack: { key: 'stack', value: stack, rank: 0 } }),
      ...(error === undefined ? {} : { error: { key: 'error', value: error, rank: 0 } }),
    };
    const found = errorOfParts(parts, message);
    const unread = Object.values(parts).filter(({ used }) => used !== true);
    return draft({
      message,
      service: typeof service === 'string' ? service : null,
      fields: { ...rest, ...Object.fromEntries(unread.map(({ key, value }) => [key, value])) },
      error: found,
    });
  }
  return draft({ message: text });
}
