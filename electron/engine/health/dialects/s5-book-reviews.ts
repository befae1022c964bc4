import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { takeApart } from '../generic/read-body.ts';
import { fieldsOf, isObject, type JsonObject, ownField } from '../json.ts';

/**
 * S5, a book review API: `status` is the constant "OK" whatever the services say. Beside a refusing HTTP status
 * the constant is no word at all, and the services decide; beside 200 a failing service contradicts it.
 */
export const s5BookReviews: HealthDialect = {
  name: 's5-book-reviews',
  because: '"status" OK, "uptime" and "services" that have a status each',
  recognise: ({ json }) =>
    isObject(json) && ownField(json, 'status') === 'OK' && Object.hasOwn(json, 'uptime') && hasServices(json),
  read: ({ json }, response) => {
    if (json === undefined) return null;
    const body = takeApart(json);
    const refused = response.status !== null && response.status >= 400;
    return assemble(refused ? { ...body, own: null } : body, response);
  },
};

function hasServices(body: JsonObject): boolean {
  const services = ownField(body, 'services');
  if (!isObject(services)) return false;
  const fields = fieldsOf(services);
  return fields.length > 0 && fields.every(({ value }) => isObject(value) && Object.hasOwn(value, 'status'));
}
