import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { takeApart } from '../generic/read-body.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { leaf, type OwnState, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

const STATUSES = new Set(['UP', 'DOWN']);
const MOST_TEXTS = 5;

/**
 * MicroProfile Health, all its groups alike: `status` and an array `checks` of `{name, status, data}`; `outcome` and
 * `state` in 1.x. `data` is what a check says about itself: no part, but the only place for the reason of a failure.
 */
export const microprofileHealth: HealthDialect = {
  name: 'microprofile-health',
  because: '"status" UP or DOWN and a list of "checks", as MicroProfile Health writes them',
  recognise: ({ json }) =>
    isObject(json) &&
    Array.isArray(ownField(json, 'checks')) &&
    STATUSES.has(ownText(json, 'status') || ownText(json, 'outcome')),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const checks = ownField(json, 'checks');
    const parts = Array.isArray(checks) ? checks.flatMap(readCheck) : [];
    const rest = takeApart(withoutChecks(json));
    return assemble({ ...rest, parts: [...parts, ...rest.parts] }, response);
  },
};

/** What stands beside the list is no part of the format, and reads by the general rules. */
function withoutChecks(body: JsonObject): JsonObject {
  return Object.fromEntries(
    fieldsOf(body).flatMap(({ key, value }) => (key === 'checks' ? [] : [[key, value]])),
  );
}

function readCheck(check: Json, index: number): Part[] {
  if (!isObject(check)) return [];
  const own = stateOf(check);
  const message = messageOf(fieldsOf(check)) || (own.state === 'healthy' ? '' : textOfData(check));
  return [leaf(ownText(check, 'name') || `#${index + 1}`, own, message)];
}

function stateOf(check: JsonObject): OwnState {
  return readWord(ownText(check, 'status') || ownText(check, 'state')) ?? plainState('unknown');
}

/** The texts of `data` with their keys, which name a data source, a broker, a topic. */
function textOfData(check: JsonObject): string {
  const data = ownField(check, 'data');
  const texts = isObject(data)
    ? fieldsOf(data).flatMap(({ key, value }) =>
        typeof value === 'string' ? [`${key}: ${value.slice(0, LONGEST_MESSAGE)}`] : [],
      )
    : [];
  return plainText(texts.slice(0, MOST_TEXTS).join('; '), LONGEST_MESSAGE);
}
