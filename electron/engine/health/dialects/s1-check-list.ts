import type { HealthDialect } from '../dialect.ts';
import { readGenericBody } from '../generic/read-body.ts';
import { isObject, type Json, ownField, ownText } from '../json.ts';

const STATUSES = new Set(['healthy', 'degraded', 'unhealthy']);

/** S1, a CLI assistant: a list of `{name, status, message?, metadata?, timestamp}`, alone or under `checks`. */
export const s1CheckList: HealthDialect = {
  name: 's1-check-list',
  because: 'a list of checks with "name", "status" and "timestamp"',
  recognise: ({ json }) => isCheckList(isObject(json) ? ownField(json, 'checks') : json),
  read: ({ json }, response) => (json === undefined ? null : readGenericBody(json, response)),
};

function isCheckList(list: Json | undefined): boolean {
  return Array.isArray(list) && list.length > 0 && list.every(isCheck);
}

function isCheck(item: Json): boolean {
  return (
    isObject(item) &&
    typeof ownField(item, 'name') === 'string' &&
    STATUSES.has(ownText(item, 'status')) &&
    Object.hasOwn(item, 'timestamp')
  );
}
