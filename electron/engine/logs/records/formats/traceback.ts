import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';

const HEAD = /^ *(?:\+ Exception Group )?Traceback \(most recent call last\):\s*$/u;
/** In a thread Python names that first. Java puts the name in quotes. */
const THREAD = /^Exception in thread (?!").+:$/u;

/** A traceback that Python prints when nobody caught the exception. */
export const traceback: LogFormat = {
  name: 'traceback',
  interrupts: 'always',
  read(text) {
    if (HEAD.test(text)) return draft({ message: '' });
    return THREAD.test(text) ? draft({ message: text }) : null;
  },
};
