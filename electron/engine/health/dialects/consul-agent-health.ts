import { assemble } from '../assemble.ts';
import type { HealthDialect, HealthDocument, HealthResponse } from '../dialect.ts';
import { readContainer } from '../generic/read-container.ts';
import { isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { branch, equalsOf, type Part } from '../part.ts';
import { readWord } from '../words.ts';

const WARNING = 429;

/**
 * Consul's `/v1/agent/health/service/…`: `{AggregatedStatus, Service, Checks}` of one instance, a list of them for
 * all instances of a name, or the worst status as one word with `?format=text`. 200 is passing, 429 warning and
 * 503 critical; the words of the other two codes read by themselves.
 */
export const consulAgentHealth: HealthDialect = {
  name: 'consul-agent-health',
  because: '"AggregatedStatus" of a service or the word "warning" with 429, as a Consul agent answers',
  definesStatus: [WARNING],
  recognise: (document, response) => instancesIn(document.json) !== null || isWarning(document, response),
  read: (document, response) => {
    const instances = instancesIn(document.json);
    if (instances === null) {
      return assemble({ own: readWord(document.text), parts: [], message: '', facts: {} }, response);
    }
    const parts = instances.map(instancePart);
    const own = isObject(document.json) ? readWord(ownText(document.json, 'AggregatedStatus')) : null;
    const held = own === null ? [equalsOf(parts)] : parts.flatMap((part) => part.children);
    return assemble({ own, parts: held, message: '', facts: {} }, response);
  },
};

function isWarning({ text, json }: HealthDocument, { status }: HealthResponse): boolean {
  return status === WARNING && json === undefined && text === 'warning';
}

function instancesIn(json: Json | undefined): JsonObject[] | null {
  const list = Array.isArray(json) ? json : [json];
  const instances = list.filter(isInstance);
  return instances.length > 0 && instances.length === list.length ? instances : null;
}

function isInstance(value: Json | undefined): value is JsonObject {
  return isObject(value) && ownText(value, 'AggregatedStatus') !== '' && isObject(ownField(value, 'Service'));
}

function instancePart(instance: JsonObject): Part {
  const service = ownField(instance, 'Service');
  const checks = ownField(instance, 'Checks');
  const name = isObject(service) ? ownText(service, 'ID') || ownText(service, 'Service') : '';
  const own = readWord(ownText(instance, 'AggregatedStatus'));
  return branch(name || '?', own, Array.isArray(checks) ? readContainer('Checks', 'checks', checks) : []);
}
