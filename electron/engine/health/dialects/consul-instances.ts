import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { readContainer } from '../generic/read-container.ts';
import { isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { branch, equalsOf, type Part } from '../part.ts';

/**
 * Consul's `/v1/health/service/…` and `/v1/health/connect/…`: a list of `{Node, Service, Checks}`, the instances of
 * one service on their nodes.
 */
export const consulInstances: HealthDialect = {
  name: 'consul-instances',
  because: 'a list of "Node", "Service" and "Checks", as Consul writes the instances of a service',
  recognise: ({ json }) => Array.isArray(json) && json.length > 0 && json.every(isInstance),
  read: ({ json }, response) => {
    if (!Array.isArray(json)) return null;
    const instances = json.filter(isInstance).map(instancePart);
    return assemble({ own: null, parts: [equalsOf(instances)], message: '', facts: {} }, response);
  },
};

function isInstance(value: Json): value is JsonObject {
  return (
    isObject(value) &&
    isObject(ownField(value, 'Node')) &&
    isObject(ownField(value, 'Service')) &&
    Array.isArray(ownField(value, 'Checks'))
  );
}

function instancePart(instance: JsonObject): Part {
  const node = ownField(instance, 'Node');
  const checks = ownField(instance, 'Checks');
  const name = isObject(node) ? ownText(node, 'Node') : '';
  return branch(name || '?', null, Array.isArray(checks) ? readContainer('Checks', 'checks', checks) : []);
}
