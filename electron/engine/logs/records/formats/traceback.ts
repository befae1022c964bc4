import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';

/** A traceback that Python prints when nobody caught the exception. */
export const traceback: LogFormat = {
  name: 'traceback',
  interrupts: 'whole',
  read: (text) =>
    /^ *(?:\+ Exception Group )?Traceback \(most recent call last\):\s*$/u.test(text)
      ? draft({ message: '' })
      : null,
};
