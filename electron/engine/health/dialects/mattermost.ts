import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { fieldsOf, isObject, type JsonObject, ownText } from '../json.ts';
import { leaf, type Part } from '../part.ts';
import { readWord } from '../words.ts';

const MARKS = ['AndroidLatestVersion', 'IosLatestVersion', 'ActiveSearchBackend'];

/**
 * Mattermost's `/api/v4/system/ping`: with `get_server_status=true` it has `database_status` and `filestore_status`
 * too. `ActiveSearchBackend` is a name ("none" is one of them) and `root_status` tells who runs it.
 */
export const mattermost: HealthDialect = {
  name: 'mattermost',
  because: '"status" beside versions of apps or "ActiveSearchBackend", as Mattermost writes them',
  recognise: ({ json }) =>
    isObject(json) &&
    readWord(ownText(json, 'status')) !== null &&
    MARKS.some((key) => Object.hasOwn(json, key)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const own = readWord(ownText(json, 'status'));
    return assemble({ own, parts: partsOf(json), message: '', facts: {} }, response);
  },
};

function partsOf(body: JsonObject): Part[] {
  return fieldsOf(body).flatMap(({ key, value }) => {
    const state = key.endsWith('_status') && typeof value === 'string' ? readWord(value) : null;
    return state === null ? [] : [leaf(key, state)];
  });
}
