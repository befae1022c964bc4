import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { headedFormat } from '../text/headed.ts';

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
