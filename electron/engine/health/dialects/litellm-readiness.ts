import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { isObject, ownField, ownText } from '../json.ts';
import { leaf, type OwnState, type Part, plainState } from '../part.ts';
import { plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

/**
 * The LiteLLM proxy's `/health/readiness`: `status`, `db` and the proxy's version. "Not connected" is said of a
 * database that is not configured, and then nothing is wrong. `cache` is a kind of cache, `log_level` a level.
 */
export const litellmReadiness: HealthDialect = {
  name: 'litellm-readiness',
  because: '"status", "db" and "litellm_version", as the LiteLLM proxy writes them',
  recognise: ({ json }) =>
    isObject(json) &&
    readWord(ownText(json, 'status')) !== null &&
    typeof ownField(json, 'db') === 'string' &&
    Object.hasOwn(json, 'litellm_version') &&
    !Object.hasOwn(json, 'healthy_endpoints'),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const own = readWord(ownText(json, 'status'));
    const version = plainText(ownText(json, 'litellm_version'), 100);
    const facts = version === '' ? {} : { version };
    return assemble({ own, parts: [databasePart(ownText(json, 'db'), own)], message: '', facts }, response);
  },
};

function databasePart(word: string, own: OwnState | null): Part {
  const state = readWord(word) ?? plainState('unknown');
  const isAbsent = own?.state === 'healthy' && word.trim().toLowerCase() === 'not connected';
  return leaf('db', isAbsent ? plainState('unknown') : state);
}
