import type { HealthDialect } from '../dialect.ts';
import { isFallbackKey } from '../generic/fallback.ts';
import { readGenericBody } from '../generic/read-body.ts';
import { holdsBreakers } from '../generic/vocabulary.ts';
import { fieldsOf, isObject } from '../json.ts';

/** S4, a writing platform: fallback modes (`useCache`, `basicMode`, `skipAI`) and circuit breakers. */
export const s4WritingPlatform: HealthDialect = {
  name: 's4-writing-platform',
  because: 'a fallback mode or circuit breakers beside the rest',
  recognise: ({ json }) =>
    isObject(json) && fieldsOf(json).some(({ folded }) => isFallbackKey(folded) || holdsBreakers(folded)),
  read: ({ json }, response) => (json === undefined ? null : readGenericBody(json, response)),
};
