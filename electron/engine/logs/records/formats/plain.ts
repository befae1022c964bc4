import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { leadingLevel } from '../text/leading-level.ts';

/** Anything else: each line is a record unless it goes on with the one before. */
export const plain: LogFormat = {
  name: 'plain',
  read(text) {
    const stated = leadingLevel(text);
    return draft(stated ?? { message: text });
  },
};
