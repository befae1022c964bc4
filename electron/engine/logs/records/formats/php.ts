import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { levelOfPhp } from '../level.ts';
import { readTime } from '../time/leading.ts';

const LINE =
  /^\[(\d{2}-[A-Z][a-z]{2}-\d{4} \d{2}:\d{2}:\d{2}(?:\.\d+)?) ([A-Za-z][\w/+-]*)\] (?:PHP ([A-Z][a-z]+(?: [a-z]+)?): +)?(.*)$/su;

/** PHP's `error_log`: `[04-Jul-2026 12:00:00 Europe/Berlin] PHP Fatal error:  text`. */
export const phpErrorLog: LogFormat = {
  name: 'php',
  read(text, context) {
    const match = LINE.exec(text);
    if (!match) return null;
    const [, when = '', zoneName = '', severity = '', message = ''] = match;
    const found = readTime(when, 0, { ...context, zone: context.zoneNamed(zoneName) });
    if (!found) return null;
    return draft({ message, time: found.time, level: levelOfPhp(severity) });
  },
};
