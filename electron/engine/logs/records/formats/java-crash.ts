import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';

/** What Java's default handler prints of an exception that nobody caught: `Exception in thread "main" TYPE: text`. */
export const javaCrash: LogFormat = {
  name: 'java-crash',
  interrupts: 'always',
  read: (text) => (/^Exception in thread "[^"]*" \S/u.test(text) ? draft({ message: text }) : null),
};

const TYPE =
  /^(?:[a-z_][\w$]*\.){1,12}[A-Z][\w$]*(?:Error|Exception|Throwable|Failure|Fault|Timeout)(?:: .*)?$/su;

/** An exception that `printStackTrace` put among the records: its qualified type, and its text, at the line's start. */
export const javaException: LogFormat = {
  name: 'java-exception',
  interrupts: 'whole',
  read: (text) => (TYPE.test(text) ? draft({ message: text }) : null),
};
