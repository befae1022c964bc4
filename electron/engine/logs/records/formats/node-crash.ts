import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';

/** What Node prints of an exception that nobody caught: the place, the line of code, the exception. */
export const nodeCrash: LogFormat = {
  name: 'node-crash',
  interrupts: 'whole',
  read: (text) => (/^(?:file:\/\/|node:|\/|[A-Za-z]:\\)\S*:\d+$/u.test(text) ? draft({ message: '' }) : null),
};
