import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { type Field, fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { leaf, type Part, plainState } from '../part.ts';

/** What Dropwizard itself writes beside `healthy`; a check may add details of any name, which are no parts. */
const OWN_KEYS = ['message', 'error', 'duration', 'timestamp'];

/**
 * Dropwizard: the admin servlet's map of `{healthy, message, error, duration, timestamp}`, and the list of
 * `{name, healthy, type, critical}` of Dropwizard Health.
 */
export const dropwizard: HealthDialect = {
  name: 'dropwizard',
  because: 'checks that are "healthy" or not, as Dropwizard writes them',
  recognise: ({ json }) =>
    Array.isArray(json) ? isListOfViews(json) : isObject(json) && isMapOfResults(json),
  read: ({ json }, response) => {
    const parts = Array.isArray(json)
      ? json.flatMap((view) => (isObject(view) ? [readResult(ownText(view, 'name'), view)] : []))
      : isObject(json)
        ? fieldsOf(json).flatMap(({ key, value }) => (isObject(value) ? [readResult(key, value)] : []))
        : [];
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

function isListOfViews(list: readonly Json[]): boolean {
  return (
    list.length > 0 &&
    list.every(
      (view) =>
        isResult(view) && typeof ownField(view, 'name') === 'string' && Object.hasOwn(view, 'critical'),
    )
  );
}

function isMapOfResults(body: JsonObject): boolean {
  const fields = fieldsOf(body);
  return fields.length > 0 && fields.every(({ value }) => isResult(value)) && fields.some(isFull);
}

function isResult(value: Json): value is JsonObject {
  return isObject(value) && typeof ownField(value, 'healthy') === 'boolean';
}

/** A result with something of Dropwizard's own, or the check for deadlocks, which it always has. */
function isFull({ key, value }: Field): boolean {
  return key === 'deadlocks' || (isObject(value) && OWN_KEYS.some((own) => Object.hasOwn(value, own)));
}

function readResult(name: string, result: JsonObject): Part {
  const own = plainState(ownField(result, 'healthy') === true ? 'healthy' : 'unhealthy');
  const known = fieldsOf(result).filter(({ key }) => key === 'message' || key === 'error');
  return leaf(name, own, messageOf(known));
}
