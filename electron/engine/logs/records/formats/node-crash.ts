import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';

/** A place without a column. */
const PLACE = /^(?:file:\/\/\/(?:[A-Za-z]:)?|node:|\/|[A-Za-z]:\\)[^\s:]*:\d+$/u;

/** What Node prints of an exception that nobody caught: the place, the line of code, the exception. */
export const nodeCrash: LogFormat = {
  name: 'node-crash',
  interrupts: 'always',
  read: (text) => (PLACE.test(text) ? draft({ message: '' }) : null),
};
