import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { namesWith } from '../json/names.ts';
import { readObject, type JsonObject } from '../json/read-object.ts';
import { headedFormat } from '../text/headed.ts';
import { jsonFormat } from './json-lines.ts';

/** The tracing crate's default and env_logger: `TIME  LEVEL span{…}: target: text`, `[TIME LEVEL target] text`. */
export const tracing = headedFormat({
  name: 'rust-tracing',
  lead: /\[?/y,
  rest: / +(?<level>TRACE|DEBUG|INFO|WARN|ERROR) +(?:ThreadId\(\d+\) )?(?:(?<spans>[\w.-]+\{[^}]*\}[^\s]*): )?(?<logger>\w+(?:::\w+)*)(?:\]|:(?: \S+\.rs:\d+:)?) (?<message>.*)$/sy,
});

/** A panic of a Rust program. */
export const rustPanic: LogFormat = {
  name: 'rust-panic',
  interrupts: 'always',
  read: (text) => (/^thread '[^']*'(?: \(\d+\))? panicked at /u.test(text) ? draft({ message: '' }) : null),
};

/** tracing-subscriber's JSON: the message is one of the `fields`, `target` names the module. */
export const tracingJson = jsonFormat({
  name: 'rust-tracing-json',
  claims: ({ fields, target, level }) =>
    typeof fields === 'object' && typeof target === 'string' && typeof level === 'string',
  names: { logger: 'target' },
  refine(read, { fields }, context) {
    if (typeof fields !== 'object' || fields === null) return read;
    const inner = readObject(fields as JsonObject, names, context);
    const { fields: _unwrapped, ...outer } = read.fields;
    return { ...read, message: inner.message, error: inner.error, fields: { ...outer, ...inner.fields } };
  },
});

const names = namesWith();
