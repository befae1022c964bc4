import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { itemName } from '../generic/vocabulary.ts';
import { fieldsOf, isObject, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { leaf, type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';

/**
 * Atlassian Statuspage, `/api/v2/status.json` and `summary.json` (and pages that speak the same): an indicator for the
 * whole and a flat list of components, in which groups hold others by id. Incidents and maintenances are no parts.
 */
export const statuspage: HealthDialect = {
  name: 'statuspage',
  because: 'a "page" with an "indicator" or components, as Atlassian Statuspage writes them',
  recognise: ({ json }) =>
    isObject(json) && isObject(ownField(json, 'page')) && (hasStatus(json) || hasList(json)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const status = ownField(json, 'status');
    const own = isObject(status) ? readWord(ownText(status, 'indicator')) : null;
    // "All Systems Operational" would hide which component is not.
    const message = isObject(status) && own?.state !== 'healthy' ? messageOf(fieldsOf(status)) : '';
    return assemble({ own, parts: componentsOf(json), message, facts: {} }, response);
  },
};

function hasStatus(body: JsonObject): boolean {
  const status = ownField(body, 'status');
  return isObject(status) && ownText(status, 'indicator') !== '';
}

function hasList(body: JsonObject): boolean {
  const components = ownField(body, 'components');
  return (
    Array.isArray(components) && components.some((item) => isObject(item) && Object.hasOwn(item, 'page_id'))
  );
}

/** Components of the same name in different groups are different things, so that the group stays in the path. */
function componentsOf(body: JsonObject): Part[] {
  const list = ownField(body, 'components');
  if (!Array.isArray(list)) return [];
  const parts = list.filter(isObject).map((item) => ({ item, part: partOf(item) }));
  const outer = parts.filter(({ item }) => ownText(item, 'group_id') === '');
  const groups = new Map(outer.map(({ item, part }) => [ownText(item, 'id'), part]));
  return parts.flatMap(({ item, part }) => {
    const group = groups.get(ownText(item, 'group_id'));
    if (group === undefined || group === part) return [part];
    group.children.push(part);
    return [];
  });
}

function partOf(item: JsonObject): Part {
  const own = readWord(ownText(item, 'status')) ?? plainState('unknown');
  return leaf(itemName(fieldsOf(item)) ?? '?', own);
}
