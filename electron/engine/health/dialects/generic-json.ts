import type { HealthDialect } from '../dialect.ts';
import { readGenericBody } from '../generic/read-body.ts';
import { isObject } from '../json.ts';

/** Any other JSON object or list, read by the general rules alone. */
export const genericJson: HealthDialect = {
  name: 'generic-json',
  because: 'no particular shape: words and lists of health, by general rules',
  general: true,
  recognise: ({ json }) => isObject(json) || Array.isArray(json),
  read: ({ json }, response) => (json === undefined ? null : readGenericBody(json, response)),
};
