import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
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

/** Takes the JSON object off the end of a message, if there is one. */
export function splitFields(text: string): ReturnType<typeof draft> {
  for (let at = text.indexOf(' {"'); at !== -1 && text.endsWith('}'); at = text.indexOf(' {"', at + 1)) {
    const fields = parseObject(text.slice(at + 1));
    if (!fields) continue;
    const { service, stack, timestamp: _time, ...rest } = fields;
    return draft({
      message: text.slice(0, at).trimEnd(),
      service: typeof service === 'string' ? service : null,
      fields: stack === undefined ? rest : { ...rest, stack },
    });
  }
  return draft({ message: text });
}
