import type { ExceptionReader } from '../exception.ts';

/** Since Rust 1.73 the place stands on the first line and the message below; before, both stood on one. */
const NEW = /^thread '[^']*'(?: \(\d+\))? panicked at ([^']\S*:\d+:\d+):$/u;
const OLD = /^thread '[^']*'(?: \(\d+\))? panicked at '(.*)$/u;
const OLD_END = /^(.*)', \S+:\d+(?::\d+)?$/u;
const AFTER = /^(?:note: |stack backtrace:)/u;

/** Rust panics; they have no types, so all are called `panic`. */
export const readRust: ExceptionReader = (lines) => {
  const start = lines.findIndex((line) => NEW.test(line) || OLD.test(line));
  if (start === -1) return null;
  const first = OLD.exec(lines[start] ?? '')?.[1];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => AFTER.test(line));
  const below = rest.slice(0, end === -1 ? undefined : end);
  const message = first === undefined ? below.join('\n') : messageOfOld([first, ...below]);
  const stack = lines.slice(start).join('\n').trimEnd();
  return { name: 'panic', message: message.trim(), stack, start, isFatal: true };
};

/** Up to the quote that ends it; the place follows. */
function messageOfOld(lines: readonly string[]): string {
  const last = lines.findIndex((line) => OLD_END.test(line));
  if (last === -1) return lines[0] ?? '';
  const ending = OLD_END.exec(lines[last] ?? '')?.[1] ?? '';
  return [...lines.slice(0, last), ending].join('\n');
}
