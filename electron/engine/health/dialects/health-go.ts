import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { fieldsOf, isObject, type JsonObject, ownField, ownText } from '../json.ts';
import { leaf, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

/** Up to 3.x and since 4.0. */
const STATUSES = new Set(['OK', 'Partially Available', 'Service Unavailable', 'Unavailable']);

/**
 * hellofresh/health-go: `status`, a map `failures` from the name of a failed check to its error, and who answers:
 * `component` of name and version, `system` of the Go process. Checks that passed are not named. The version of the
 * service stands under `component`, the one under `system` is Go's.
 */
export const healthGo: HealthDialect = {
  name: 'health-go',
  because: '"status", "failures" and "component" or "system", as hellofresh/health-go writes them',
  recognise: ({ json }) =>
    isObject(json) &&
    STATUSES.has(ownText(json, 'status')) &&
    isObject(ownField(json, 'failures') ?? {}) &&
    (hasComponent(json) || hasSystem(json)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const component = ownField(json, 'component');
    return assemble(
      {
        own: readWord(ownText(json, 'status')),
        parts: failuresOf(json),
        message: '',
        facts: isObject(component) ? factsOf(component) : {},
      },
      response,
    );
  },
};

function hasComponent(body: JsonObject): boolean {
  const component = ownField(body, 'component');
  return isObject(component) && ['name', 'version'].every((key) => Object.hasOwn(component, key));
}

function hasSystem(body: JsonObject): boolean {
  const system = ownField(body, 'system');
  return isObject(system) && Object.hasOwn(system, 'goroutines_count');
}

function failuresOf(body: JsonObject): Part[] {
  const failures = ownField(body, 'failures');
  if (!isObject(failures)) return [];
  return fieldsOf(failures).map(({ key, value }) =>
    leaf(key, plainState('unhealthy'), typeof value === 'string' ? plainText(value, LONGEST_MESSAGE) : ''),
  );
}
