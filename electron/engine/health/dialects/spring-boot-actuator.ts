import { assemble } from '../assemble.ts';
import { mediaType } from '../decode-text.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { INDICATOR_STATES, indicatorsOf, indicatorState, isIndicator } from '../indicators.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';

const ROOT_KEYS = new Set(['status', 'groups', 'components', 'details', 'description']);

/**
 * Spring Boot Actuator's health endpoint: `components` since 2.2, `details` in 2.0 and 2.1, indicators at the top
 * level in 1.x.
 */
export const springBootActuator: HealthDialect = {
  name: 'spring-boot-actuator',
  because: '"status" with indicators that have a status in capitals, as Spring Boot Actuator writes them',
  recognise: ({ json }, { contentType }) =>
    isIndicator(json) &&
    (mediaType(contentType).startsWith('application/vnd.spring-boot.actuator') || hasShape(json)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const message = messageOf(fieldsOf(json));
    return assemble(
      { own: indicatorState(json), parts: indicatorsOf(json), message, facts: factsOf(json) },
      response,
    );
  },
};

function hasShape(body: JsonObject): boolean {
  if (!saysState(body) || Array.isArray(ownField(body, 'components') ?? ownField(body, 'details')))
    return false;
  const others = fieldsOf(body).filter(({ key }) => !ROOT_KEYS.has(key));
  if (others.length > 0) return others.every(({ value }) => saysState(value));
  return Array.isArray(ownField(body, 'groups')) || fieldsOf(body).some(({ value }) => isObject(value));
}

function saysState(value: Json): boolean {
  return isObject(value) && INDICATOR_STATES.has(ownText(value, 'status'));
}
