import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { levelOfWord } from '../level.ts';
import { headedFormat } from '../text/headed.ts';
import { readTime } from '../time/leading.ts';

const LINE = /^ ?(trce|dbug|info|warn|fail|crit): ([\w.`+<>, ]+)\[(\d+)\](?: (.*))?$/su;

/** Microsoft.Extensions.Logging's console: `fail: Category[0]`, the text indented below or on the same line. */
export const dotnetConsole: LogFormat = {
  name: 'dotnet',
  read(text, context) {
    const found = readTime(text, 0, context);
    const match = LINE.exec(text.slice(found?.end ?? 0).replace(/^\] ?/u, ''));
    if (!match) return null;
    const [, level = '', logger = '', eventId, message = ''] = match;
    const fields = eventId === '0' ? {} : { eventId: Number(eventId) };
    return draft({ message, level: levelOfWord(level), logger, time: found?.time ?? null, fields });
  },
};

/** Serilog's text: `[12:00:00 INF] text`, `2026-07-04 12:00:00.123 +02:00 [INF] text`. `VRB` is the lowest level. */
export const serilogText = headedFormat({
  name: 'serilog-text',
  lead: /\[?/y,
  rest: / \[?(?<level>VRB|DBG|INF|WRN|ERR|FTL)\] (?<message>.*)$/sy,
});

/** NLog's default layout: `2026-07-04 12:00:00.1234|INFO|Category|text`. */
export const nlog = headedFormat({
  name: 'nlog',
  rest: /\|(?<level>[A-Za-z]+)\|(?<logger>[^|]*)\|(?<message>.*)$/sy,
});

/** What .NET prints of an exception that nobody caught: `Unhandled exception. TYPE: text`. */
export const dotnetCrash: LogFormat = {
  name: 'dotnet-crash',
  interrupts: 'always',
  read: (text) =>
    /^Unhandled (?:exception\. |Exception: )[A-Za-z_]\w*\./u.test(text) ? draft({ message: text }) : null,
};
