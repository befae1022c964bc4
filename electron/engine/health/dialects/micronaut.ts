import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { INDICATOR_STATES, indicatorsOf, indicatorState } from '../indicators.ts';
import { fieldsOf, isObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';

const KEYS = new Set(['name', 'status', 'details', 'description']);

/** Micronaut's health endpoint: `name`, `status` and, where details are visible, a map of the same. */
export const micronaut: HealthDialect = {
  name: 'micronaut',
  because: '"name", "status" in capitals and "details", as Micronaut writes them',
  recognise: ({ json }) =>
    isObject(json) &&
    typeof ownField(json, 'name') === 'string' &&
    INDICATOR_STATES.has(ownText(json, 'status')) &&
    isObject(ownField(json, 'details') ?? {}) &&
    fieldsOf(json).every(({ key }) => KEYS.has(key)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const details = ownField(json, 'details');
    return assemble(
      {
        own: indicatorState(json),
        parts: isObject(details) ? indicatorsOf(json) : [],
        message: messageOf(fieldsOf(json)),
        facts: factsOf(json),
      },
      response,
    );
  },
};
