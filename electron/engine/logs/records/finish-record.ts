import type { Draft } from './draft.ts';
import type { FormatContext } from './format.ts';
import { levelOfHttpStatus, type LogLevel } from './level.ts';
import type { OpenRecord } from './open-record.ts';
import type { LogError, LogRecord } from './record.ts';
import { readException } from './text/exception.ts';
import { headAtStart, type Head } from './text/exception-head.ts';
import { headOfCrash } from './text/exceptions/at-style.ts';
import { readRust } from './text/exceptions/rust.ts';

/** A whole record: its first line's draft, what its further lines add, its container's word, and the defaults. */
export function finishRecord(open: OpenRecord, context: FormatContext): LogRecord {
  // Most records by far: one line that its format read entirely.
  if (open.more === null && open.format.whole === true)
    return build(open, open.draft, open.draft.message, open.draft.error, false);
  const whole = open.more ? readWhole(open, open.more, context) : readSingle(open);
  return build(open, whole.draft, whole.message, whole.error, whole.isFatal);
}

function build(
  open: OpenRecord,
  draft: Draft,
  message: string,
  error: LogError | null,
  isFatal: boolean,
): LogRecord {
  const { outer } = open;
  const stated = draft.level ?? (isFatal ? 'fatal' : null) ?? outer?.level ?? null;
  const time = draft.time ?? outer?.time ?? null;
  return {
    time: time ?? open.readAt,
    timeGuessed: time === null,
    level: stated ?? derivedLevel(draft, error),
    levelStated: stated !== null,
    message,
    service: draft.service ?? outer?.service ?? null,
    logger: draft.logger ?? outer?.logger ?? null,
    fields: outer ? { ...outer.fields, ...draft.fields } : draft.fields,
    error,
    template: draft.template,
    fingerprint: draft.fingerprint,
    format: open.format.name,
    lines: open.lines,
    offset: open.offset,
    bytes: open.end - open.offset,
    raw: open.raw,
    truncated: open.truncated,
    continued: open.continued,
    replaces: open.closedAt !== null,
  };
}

function derivedLevel(draft: Draft, error: LogError | null): LogLevel {
  return levelOfHttpStatus(draft.httpStatus) ?? (error ? 'error' : 'info');
}

function headOfSingle(message: string, isCrash: boolean): Head | null {
  if (isCrash) return headOfCrash(message);
  return /^(?:Uncaught )?[\w$.\\:]*(?:Error|Exception)\b/u.test(message) ? headAtStart(message) : null;
}

interface Whole {
  draft: Draft;
  message: string;
  error: LogError | null;
  isFatal: boolean;
}

/** One line: its message may be an exception's first line, printed without its stack. */
function readSingle({ draft, format, head }: OpenRecord): Whole {
  const message = draft.message === '' && format.interrupts ? head : draft.message;
  if (draft.error !== null) {
    return { draft, message, error: draft.error, isFatal: false };
  }
  // .NET's console can print an exception with its stack on one line.
  if (/ {3}at \S+\(/u.test(message)) return readOneLine(draft, message);
  const panic = format.interrupts ? readRust([message]) : null;
  if (panic) {
    const said = panic.message === '' ? message : `panic: ${panic.message}`;
    return { draft, message: said, error: errorOf(panic), isFatal: true };
  }
  const named = headOfSingle(message, format.interrupts !== undefined);
  const error = named ? { ...named, stack: null } : null;
  return { draft, message, error, isFatal: /^(?:panic|fatal error): /u.test(message) && draft.time === null };
}

function readWhole(open: OpenRecord, more: readonly string[], context: FormatContext): Whole {
  const { format, head } = open;
  const whole = format.finish?.([head, ...more], context) ?? null;
  const draft = whole?.draft ?? open.draft;
  const rest = whole ? more.slice(whole.used - 1) : more;
  const { message, error } = draft;
  const first = message === '' && format.interrupts ? head : message;
  const lines = [first, ...(first === '' ? dedent(rest) : rest)];
  const found = error && error.stack !== null ? null : readException(lines);
  if (!found) return { draft, message: lines.join('\n').trim(), error, isFatal: false };
  const { start, isFatal = false, name, message: text, stack, causes } = found;
  const title = name === null ? text : text === '' ? name : `${name}: ${text}`;
  // What was said before the exception; where it came uncalled, the exception is all there is to say.
  const before = message === '' ? lines.slice(0, start) : lines.slice(0, Math.max(1, start));
  const words = format.interrupts && message === '' ? '' : before.join('\n').trim();
  // Rails puts the request's id before each line.
  const said = /^(?:\[[^\]]*\]\s*)+$/u.test(words) ? '' : words;
  return {
    draft,
    message: said === '' ? title : said,
    error: {
      name: error?.name ?? name,
      message: error?.message ?? (name === null && text === '' ? said : text),
      stack,
      ...(causes ? { causes } : {}),
    },
    isFatal,
  };
}

function readOneLine(draft: Draft, message: string): Whole {
  const lines = message.split(/ {3,}(?=at |---)/u).map((line, index) => (index === 0 ? line : `   ${line}`));
  const found = readException(lines);
  if (!found) return { draft, message, error: null, isFatal: false };
  return { draft, message: (lines[0] ?? '').trim(), error: errorOf(found), isFatal: false };
}

function errorOf({ name, message, stack, causes }: LogError): LogError {
  return { name, message, stack, ...(causes ? { causes } : {}) };
}

/** The lines without the indentation that all of them have. */
function dedent(lines: readonly string[]): string[] {
  const widths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*/u.exec(line)?.[0].length ?? 0);
  const least = widths.length === 0 ? 0 : Math.min(...widths);
  return lines.map((line) => line.slice(least));
}
