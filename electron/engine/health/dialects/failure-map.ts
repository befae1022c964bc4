import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { isAttribute } from '../generic/vocabulary.ts';
import { fieldsOf, isObject, type Json } from '../json.ts';
import { leaf, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

/**
 * `/debug/health` of the Docker registry and of what else is built on its health package: 503 and the failing checks
 * alone, each with its error. (Where none fails the answer is 200 and `{}`, which says nothing the code does not.)
 */
export const failureMap: HealthDialect = {
  name: 'failure-map',
  because: '503 and a map of errors, as the Docker registry writes its failing checks',
  recognise: ({ json }, { status }) => status === 503 && failuresIn(json) !== null,
  read: ({ json }, response) => {
    const failures = failuresIn(json) ?? [];
    const parts = failures.map(([name, error]) => leaf(name, plainState('unhealthy'), error));
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

/** The checks and their errors, or null where an entry is something else. */
function failuresIn(json: Json | undefined): [string, string][] | null {
  const fields = isObject(json) ? fieldsOf(json) : [];
  const failures = fields.flatMap(({ key, folded, value }): [string, string][] =>
    typeof value === 'string' && isFailure(folded, value) ? [[key, plainText(value, LONGEST_MESSAGE)]] : [],
  );
  return failures.length > 0 && failures.length === fields.length ? failures : null;
}

/** An error is a text of several words; under `message`, `title` and the like it is no check's. */
function isFailure(folded: string, text: string): boolean {
  return /\S\s+\S/.test(text.slice(0, 1000)) && readWord(text) === null && !isAttribute(folded);
}
