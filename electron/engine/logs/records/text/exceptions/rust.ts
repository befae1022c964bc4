import type { ExceptionReader } from '../exception.ts';

/** Since Rust 1.73 the place stands on the first line and the message below; before, both stood on one. */
const NEW = /^thread '[^']*'(?: \(\d+\))? panicked at ([^']\S*:\d+:\d+):$/u;
const OLD = /^thread '[^']*'(?: \(\d+\))? panicked at '([\s\S]*)', (\S+:\d+(?::\d+)?)/u;
const AFTER = /^(?:note: |stack backtrace:)/u;

/** Rust panics; they have no types, so all are called `panic`. */
export const readRust: ExceptionReader = (lines) => {
  const start = lines.findIndex((line) => NEW.test(line) || OLD.test(line));
  if (start === -1) return null;
  const first = lines[start] ?? '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => AFTER.test(line));
  const below = rest.slice(0, end === -1 ? undefined : end).join('\n');
  const message = OLD.exec(first)?.[1] ?? below;
  const stack = lines.slice(start).join('\n').trimEnd();
  return { name: 'panic', message: message.trim(), stack, start, isFatal: true };
};
