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
/** Context and extra at the end of a line: two JSON values. */
const TAIL = /^(.*?) (\{.*\}|\[\]) (\{.*\}|\[\])\s*$/su;

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

function splitTail(read: Draft): Draft {
  const text = read.message.trimEnd();
  const match = TAIL.exec(text);
  const context = parseTail(match?.[2]);
  const extra = parseTail(match?.[3]);
  if (match && context && extra) {
    return withException({
      ...read,
      message: match[1] ?? '',
      fields: { ...read.fields, ...context, ...extra },
    });
  }
  // Empty ones may be left out.
  const { message, fields } = splitFields(text.replace(/ \[\]$/u, ''));
  return withException({ ...read, message, fields: { ...read.fields, ...fields } });
}

/** The exception of the context, which is printed as a text. */
function withException(read: Draft): Draft {
  const { exception, ...fields } = read.fields;
  const found = typeof exception === 'string' ? readException(exception.split('\n')) : null;
  if (!found) return read;
  const { name, message, stack, causes } = found;
  return { ...read, fields, error: { name, message, stack, ...(causes ? { causes } : {}) } };
}

function parseTail(text: string | undefined): JsonObject | null {
  return text === '[]' ? {} : parseObject(text ?? '');
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
