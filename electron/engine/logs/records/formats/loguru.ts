import type { LogError } from '../record.ts';
import { levelOfValue, textOf, type JsonObject } from '../json/read-object.ts';
import { readException } from '../text/exception.ts';
import { headedFormat } from '../text/headed.ts';
import { timeOfValue } from '../time/value.ts';
import { jsonFormat } from './json-lines.ts';

/** loguru: `TIME | LEVEL    | module:function:line - text`. */
export const loguru = headedFormat({
  name: 'loguru',
  rest: / \| (?<level>[A-Z]+) *\| (?<logger>[\w.<>]+):(?<function>[\w.<>]+):(?<line>\d+) - (?<message>.*)$/sy,
});

/** loguru with `serialize=True`: the text as it would be printed, and the record. */
export const loguruJson = jsonFormat({
  name: 'loguru-json',
  claims: ({ text, record }) =>
    typeof text === 'string' && typeof record === 'object' && record !== null && 'message' in record,
  refine(read, { text, record }, context) {
    const { time, level, message, name, exception, extra } = record as JsonObject;
    const stack = exception ? readException(String(text).trimEnd().split('\n')) : null;
    const error = stack && { ...stackless(stack), ...(stack.causes ? { causes: stack.causes } : {}) };
    return {
      ...read,
      time: timeOfValue(
        typeof time === 'object' && time !== null ? (time as JsonObject)['timestamp'] : time,
        context,
      ),
      level: levelOfValue(level),
      message: textOf(message),
      logger: typeof name === 'string' ? name : null,
      fields: typeof extra === 'object' && extra !== null ? { ...(extra as JsonObject) } : {},
      error,
    };
  },
});

function stackless({ name, message, stack }: LogError): LogError {
  return { name, message, stack };
}
