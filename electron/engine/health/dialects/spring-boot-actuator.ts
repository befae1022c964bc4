import { assemble } from '../assemble.ts';
import { mediaType } from '../decode-text.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';

const STATUSES = new Set(['UP', 'DOWN', 'OUT_OF_SERVICE', 'UNKNOWN']);
const ROOT_KEYS = new Set(['status', 'groups', 'components', 'details', 'description']);

/**
 * Spring Boot Actuator's health endpoint: `components` since 2.2, `details` in 2.0 and 2.1, indicators at the top
 * level in 1.x. What an indicator puts into its own details (Elasticsearch's `status: yellow`) is no part.
 */
export const springBootActuator: HealthDialect = {
  name: 'spring-boot-actuator',
  recognise: ({ json }, { contentType }) =>
    isObject(json) &&
    (mediaType(contentType).startsWith('application/vnd.spring-boot.actuator') || hasShape(json)) &&
    typeof ownField(json, 'status') === 'string',
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const own = statusOf(json);
    return assemble(
      { own, parts: partsOf(json), message: messageOf(fieldsOf(json)), facts: factsOf(json) },
      response,
    );
  },
};

function hasShape(body: JsonObject): boolean {
  const status = ownField(body, 'status');
  if (typeof status !== 'string' || !STATUSES.has(status)) return false;
  if (fieldsOf(body).every(({ key }) => ROOT_KEYS.has(key))) return true;
  return fieldsOf(body).some(({ value }) => isIndicator(value) && STATUSES.has(ownText(value, 'status')));
}

function partsOf(body: JsonObject): Part[] {
  const held = ownField(body, 'components') ?? ownField(body, 'details');
  return indicatorsIn(isObject(held) ? held : body);
}

function indicatorsIn(held: JsonObject): Part[] {
  return fieldsOf(held).flatMap(({ key, value }) => (isIndicator(value) ? [indicator(key, value)] : []));
}

function indicator(name: string, value: JsonObject): Part {
  return {
    name,
    own: statusOf(value) ?? plainState('unknown'),
    message: messageOf(fieldsOf(value)),
    children: ['components', 'details'].flatMap((key) => {
      const held = ownField(value, key);
      return isObject(held) ? indicatorsIn(held) : [];
    }),
    equals: false,
    replica: false,
  };
}

function isIndicator(value: Json): value is JsonObject {
  return isObject(value) && typeof ownField(value, 'status') === 'string';
}

function statusOf(value: JsonObject) {
  const status = ownField(value, 'status');
  return typeof status === 'string' ? readWord(status) : null;
}
