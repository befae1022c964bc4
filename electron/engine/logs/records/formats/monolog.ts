import { draft, type Draft } from '../draft.ts';
import type { Finished } from '../format.ts';
import { errorOfParts } from '../json/error-value.ts';
import { readException } from '../text/exception.ts';
import { headedFormat } from '../text/headed.ts';
import type { JsonObject } from '../json/read-object.ts';
import { jsonFormat, parseObject } from './json-lines.ts';
import { splitFields } from './winston-simple.ts';

/** Monolog's JsonFormatter: `channel`, `level_name` beside the number, `datetime`, `context.exception`. */
export const monologJson = jsonFormat({
  name: 'monolog-json',
  claims: ({ channel, level_name: level }) => typeof channel === 'string' && typeof level === 'string',
  names: { level: 'level_name level', time: 'datetime' },
  refine(read, { context }) {
    if (read.error || typeof context !== 'object' || context === null) return read;
    const { exception } = context as Record<string, unknown>;
    if (typeof exception !== 'object') return read;
    const error = errorOfParts({ error: { key: 'exception', value: exception, rank: 0 } }, read.message);
    return { ...read, error };
  },
});

const LINE = /\] (?<logger>[\w.-]+)\.(?<level>[A-Z]+): (?<message>.*)$/sy;
/** Monolog's LineFormatter, Laravel's log: `[time] channel.LEVEL: message {context} [extra]`. */
export const monolog = headedFormat({
  name: 'monolog',
  lead: /\[/y,
  rest: LINE,
  extra: {
    // Laravel prints the trace within the context, over many lines.
    finish: (lines, context) => finishTrace(lines, monologHead.read(lines[0] ?? '', context)),
  },
  refine: (read) => splitTail(read),
});

const monologHead = headedFormat({ name: 'monolog', lead: /\[/y, rest: LINE });

/** Context and extra stand at the end, two JSON values; empty ones are `[]` or left out. */
function splitTail(read: Draft): Draft {
  const text = read.message.trimEnd();
  const extraAt = text.endsWith(' []') ? text.length - 3 : text.endsWith('}') ? text.lastIndexOf(' {"') : -1;
  const extra = extraAt === -1 ? null : parseTail(text.slice(extraAt + 1));
  const rest = extra ? text.slice(0, extraAt) : text;
  if (extra && rest.endsWith(' []')) {
    return withException({ ...read, message: rest.slice(0, -3), fields: { ...read.fields, ...extra } });
  }
  const { message, fields } = splitFields(rest);
  return withException({ ...read, message, fields: { ...read.fields, ...fields, ...extra } });
}

function parseTail(text: string): JsonObject | null {
  return text === '[]' ? {} : parseObject(text);
}

/** The exception of the context, which is printed as a text. */
function withException(read: Draft): Draft {
  const { exception, ...fields } = read.fields;
  const found = typeof exception === 'string' ? readException(exception.split('\n')) : null;
  if (!found) return read;
  const { name, message, stack, causes } = found;
  return { ...read, fields, error: { name, message, stack, ...(causes ? { causes } : {}) } };
}

function finishTrace(lines: readonly string[], head: Draft | null): Finished | null {
  const at = head?.message.indexOf(' {"') ?? -1;
  const error = head ? readException(lines) : null;
  if (!head || !error || at === -1) return null;
  const { message, causes } = error;
  // The context is JSON, in which a namespace's backslash is written twice.
  const single = (text: string) => text.replaceAll('\\\\', '\\');
  const whole = {
    name: error.name === null ? null : single(error.name),
    message: single(message),
    stack: single((error.stack ?? '').replace(/^.*?\[object\] /su, '[object] ')),
    ...(causes ? { causes: causes.map(single) } : {}),
  };
  return {
    draft: draft({ ...head, message: head.message.slice(0, at), error: whole }),
    used: lines.length,
  };
}
