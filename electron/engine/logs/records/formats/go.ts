import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';

/** A panic or fatal error that ended a Go program. */
export const goPanic: LogFormat = {
  name: 'go-panic',
  interrupts: 'always',
  read: (text) => (/^(?:panic|fatal error): \S/u.test(text) ? draft({ message: text }) : null),
};
