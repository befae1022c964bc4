import type { State } from '../../../../shared/domain/state.ts';
import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { plainState } from '../part.ts';

const WORDS: ReadonlyMap<string, State> = new Map([
  ['SERVER_IS_READY', 'healthy'],
  ['SERVER_IS_NOT_SHUTTING_DOWN', 'healthy'],
  ['SERVER_IS_NOT_READY', 'unhealthy'],
  ['SERVER_IS_SHUTTING_DOWN', 'unhealthy'],
]);

/** Lightship for Node.js: one of four words from `/health`, `/live` and `/ready`. */
export const lightship: HealthDialect = {
  name: 'lightship',
  because: 'one of the words SERVER_IS_READY and the like, as Lightship writes them',
  recognise: ({ text }) => WORDS.has(text),
  read: ({ text }, response) =>
    assemble({ own: plainState(WORDS.get(text) ?? 'unknown'), parts: [], message: '', facts: {} }, response),
};
