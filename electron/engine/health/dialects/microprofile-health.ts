import type { HealthDialect } from '../dialect.ts';
import { readGenericBody } from '../generic/read-body.ts';
import { isObject, ownField, ownText } from '../json.ts';

const STATUSES = new Set(['UP', 'DOWN']);

/** MicroProfile Health: `status` and an array `checks` of `{name, status, data}`; `outcome` and `state` in 1.x. */
export const microprofileHealth: HealthDialect = {
  name: 'microprofile-health',
  recognise: ({ json }) =>
    isObject(json) &&
    Array.isArray(ownField(json, 'checks')) &&
    STATUSES.has(ownText(json, 'status') || ownText(json, 'outcome')),
  read: ({ json }, response) => (json === undefined ? null : readGenericBody(json, response)),
};
