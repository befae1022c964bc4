import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { isAttribute, isStateKey } from '../generic/vocabulary.ts';
import { type Field, fieldsOf, isObject } from '../json.ts';
import { leaf, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';

const PASSED = 'OK';

/**
 * heptiolabs/healthcheck for Go, asked with `?full=1`: a map from the name of a check to `OK` or to the error it
 * ended with, whatever that says. Without the question it answers `{}`, which says nothing. The Docker registry's
 * `/debug/health` has the failing checks alone, with 503.
 */
export const heptioHealthcheck: HealthDialect = {
  name: 'heptio-healthcheck',
  because:
    'a map of checks that are "OK" or an error, as heptiolabs/healthcheck and the Docker registry write it',
  recognise: ({ json }, { status }) => {
    if (!isObject(json)) return false;
    const fields = fieldsOf(json);
    const failed = fields.filter(({ value }) => value !== PASSED);
    if (!fields.every(isCheck) || fields.length === 0) return false;
    return failed.length === 0 || (status === 503 && failed.every(isError));
  },
  read: ({ json }, response) => {
    const parts = isObject(json) ? fieldsOf(json).map(readCheck) : [];
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

function isCheck({ folded, value }: Field): boolean {
  return typeof value === 'string' && !isStateKey(folded) && !isAttribute(folded) && !folded.includes('(');
}

/** An error is a phrase, or Go's EOF; a version, an address or an identifier beside an "OK" is none. */
function isError({ value }: Field): boolean {
  return typeof value === 'string' && /^EOF$|[a-z][:,]? [a-z]/i.test(value.slice(0, LONGEST_MESSAGE));
}

function readCheck({ key, value }: Field): Part {
  if (value === PASSED) return leaf(key, plainState('healthy'));
  return leaf(
    key,
    plainState('unhealthy'),
    plainText(typeof value === 'string' ? value : '', LONGEST_MESSAGE),
  );
}
