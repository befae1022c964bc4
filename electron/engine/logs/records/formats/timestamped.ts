import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { leadingLevel } from '../text/leading-level.ts';
import { readTime } from '../time/leading.ts';
import { splitFields } from './winston-simple.ts';

/** Plain text that begins with a time, in brackets or not, and perhaps with a level after it. */
export const timestamped: LogFormat = {
  name: 'timestamped',
  read(text, context) {
    const open = text.charCodeAt(0) === 91 || text.charCodeAt(0) === 40 ? 1 : 0;
    const first = leadingLevel(text);
    const found = readTime(text, open, context);
    if (found) {
      const rest = text.slice(found.end).replace(/^[\])]?(?: ?[-|:,])?\s*/u, '');
      const stated = leadingLevel(rest);
      const { level, message, fields } = stated ?? { level: null, message: rest, fields: {} };
      const split = splitFields(message);
      return draft({ ...split, level, time: found.time, fields: { ...fields, ...split.fields } });
    }
    // `INFO 2026-07-04 12:00:00 text`, `[INFO] [2026-07-04 12:00:00] text`
    const after = first ? readTime(first.message, first.message.startsWith('[') ? 1 : 0, context) : null;
    if (!first || !after) return null;
    const message = first.message.slice(after.end).replace(/^[\])]?(?: ?[-|:,])?\s*/u, '');
    return draft({ message, level: first.level, time: after.time, fields: first.fields });
  },
};
