import type { HealthDialect } from '../dialect.ts';
import { readGenericBody } from '../generic/read-body.ts';
import { BOOLEAN_STATE_KEYS, isStateKey } from '../generic/vocabulary.ts';
import { asBoolean, fieldsOf, isObject, type Json } from '../json.ts';
import { readWord } from '../words.ts';

/**
 * One field that says the state and nothing else, as very many services write it: `{"status": "ok"}`,
 * `{"healthy": true}`, `{"health": "true"}`.
 */
export const statusOnly: HealthDialect = {
  name: 'status-only',
  because: 'one field that says the state, and nothing else',
  general: true,
  recognise: ({ json }) => {
    if (!isObject(json)) return false;
    const [field, ...others] = fieldsOf(json);
    return field !== undefined && others.length === 0 && isMark(field.folded, field.value);
  },
  read: ({ json }, response) => (json === undefined ? null : readGenericBody(json, response)),
};

function isMark(folded: string, value: Json): boolean {
  if (BOOLEAN_STATE_KEYS.has(folded) && asBoolean(value) !== null) return true;
  return isStateKey(folded) && typeof value === 'string' && readWord(value) !== null;
}
