import type { HealthDialect } from '../dialect.ts';
import { readGenericBody } from '../generic/read-body.ts';
import { isObject } from '../json.ts';

/** Any other JSON object or list, read by the general rules alone. */
export const genericJson: HealthDialect = {
  name: 'generic-json',
  recognise: ({ json }) => isObject(json) || Array.isArray(json),
  read: ({ json }, response) => (json === undefined ? null : readGenericBody(json, response)),
};
