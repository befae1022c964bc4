import { draft, type Draft } from '../draft.ts';
import type { FormatContext, LogFormat } from '../format.ts';
import { leadingLevel } from '../text/leading-level.ts';
import { readTime } from '../time/leading.ts';
import { splitFields } from './winston-simple.ts';

/** Plain text that begins with a time, in brackets or not, and perhaps with a level after it. */
export const timestamped: LogFormat = {
  name: 'timestamped',
  general: true,
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
    if (!first || !after) return prefixed(text, context);
    const message = first.message.slice(after.end).replace(/^[\])]?(?: ?[-|:,])?\s*/u, '');
    return draft({ message, level: first.level, time: after.time, fields: first.fields });
  },
};

/** `[shop] TIME text` and `shop: TIME text`, as Go's log writes with a prefix. */
function prefixed(text: string, context: FormatContext): Draft | null {
  const match = /^(?:\[([\w./-]{1,32})\]|([\w./-]{1,32}):) (?=\d{4}[/-]\d\d[/-]\d\d[ T]\d\d:)/u.exec(text);
  const read = match ? timestamped.read(text.slice(match[0].length), context) : null;
  return read && { ...read, logger: match?.[1] ?? match?.[2] ?? null };
}
