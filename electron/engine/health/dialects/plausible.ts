import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { fieldsOf, isObject, type Json, ownField } from '../json.ts';
import { leaf, type OwnState, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

const KEYS = new Set(['postgres', 'clickhouse', 'sites_cache', 'sessions']);

/**
 * Plausible Analytics' `/api/health` and `/api/system/health/ready`: "ok" for what works, null for a cache that is
 * not filled yet, "waiting" for sessions still to be taken over, anything else is an error.
 */
export const plausible: HealthDialect = {
  name: 'plausible',
  because: '"postgres" and "clickhouse" and nothing foreign, as Plausible Analytics writes them',
  recognise: ({ json }) =>
    isObject(json) &&
    typeof ownField(json, 'postgres') === 'string' &&
    typeof ownField(json, 'clickhouse') === 'string' &&
    fieldsOf(json).every(({ key }) => KEYS.has(key)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const parts = fieldsOf(json).map(({ key, value }) => partOf(key, value));
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

function partOf(name: string, value: Json): Part {
  if (typeof value !== 'string') return leaf(name, plainState('unknown'));
  const state = stateOf(value);
  return state === null
    ? leaf(name, plainState('unhealthy'), plainText(value.replace(/^error: /, ''), LONGEST_MESSAGE))
    : leaf(name, state);
}

function stateOf(text: string): OwnState | null {
  return text === 'waiting' ? plainState('degraded') : readWord(text);
}
