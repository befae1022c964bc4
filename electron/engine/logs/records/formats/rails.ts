import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { headedFormat } from '../text/headed.ts';
import { readTime } from '../time/leading.ts';

/** Ruby's Logger, as Rails writes it in production: `I, [2026-07-04T12:00:00.123456 #31]  INFO -- prog: text`. */
export const rubyLogger = headedFormat({
  name: 'ruby-logger',
  lead: /[DIWEFA], \[/y,
  rest: / ?#(?<pid>\d+)\] +(?<level>[A-Z]+) -- (?<service>[^:]*): (?<message>.*)$/sy,
  levels: { ANY: 'info', UNKNOWN: 'info' },
});

const STARTED = /^(?:\[[^\]]*\] )*Started ([A-Z]+) "([^"]*)" for (\S+) at (.*)$/u;
const COMPLETED = /^(?:\[[^\]]*\] )*Completed (\d{3}) .* in (\d+)ms/u;

/** Rails' own request lines where no prefix is configured. */
export const rails: LogFormat = {
  name: 'rails',
  read(text, context) {
    const started = STARTED.exec(text);
    if (started) {
      const [, method, path, address, when = ''] = started;
      const time = readTime(when, 0, context)?.time ?? null;
      return draft({ message: text, time, fields: { method, path, address } });
    }
    const completed = COMPLETED.exec(text);
    if (!completed) return null;
    const status = Number(completed[1]);
    return draft({
      message: text,
      httpStatus: status,
      fields: { status, durationMs: Number(completed[2]) },
    });
  },
};
