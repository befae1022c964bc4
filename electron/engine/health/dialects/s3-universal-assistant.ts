import type { HealthDialect } from '../dialect.ts';
import { readGenericBody } from '../generic/read-body.ts';
import { isObject, ownField } from '../json.ts';

const SECTIONS = ['metrics', 'errors', 'security'];

/** S3, a universal assistant: a detailed body with the sections `services`, `metrics`, `errors`, `security`. */
export const s3UniversalAssistant: HealthDialect = {
  name: 's3-universal-assistant',
  because: '"services" beside "metrics", "errors" or "security"',
  recognise: ({ json }) =>
    isObject(json) &&
    Object.hasOwn(json, 'services') &&
    SECTIONS.filter((key) => typeof ownField(json, key) === 'object').length >= 2,
  read: ({ json }, response) => (json === undefined ? null : readGenericBody(json, response)),
};
