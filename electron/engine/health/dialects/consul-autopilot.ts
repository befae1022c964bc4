import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { itemName } from '../generic/vocabulary.ts';
import { asBoolean, fieldsOf, isObject, type Json, type JsonObject, ownField } from '../json.ts';
import { equalsOf, leaf, type Part, plainState } from '../part.ts';

/**
 * Consul's `/v1/operator/autopilot/health` and `…/state`: the servers of a cluster. `Healthy` says that all of them
 * are, and 429 is the code of its opposite: degraded while one server is left.
 */
export const consulAutopilot: HealthDialect = {
  name: 'consul-autopilot',
  because: '"Healthy", "FailureTolerance" and "Servers", as Consul\'s autopilot writes them',
  definesStatus: [429],
  recognise: ({ json }) =>
    isObject(json) &&
    isHealthy(json) !== null &&
    Object.hasOwn(json, 'FailureTolerance') &&
    typeof ownField(json, 'Servers') === 'object',
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const servers = serversIn(ownField(json, 'Servers'));
    const own = plainState(
      isHealthy(json) === true ? 'healthy' : servers.some(isWell) ? 'degraded' : 'unhealthy',
    );
    return assemble({ own, parts: [equalsOf(servers)], message: '', facts: {} }, response);
  },
};

function serversIn(servers: Json | undefined): Part[] {
  const list = Array.isArray(servers)
    ? servers
    : isObject(servers)
      ? fieldsOf(servers).map(({ value }) => value)
      : [];
  return list.filter(isObject).map((server) => {
    const healthy = isHealthy(server);
    const state = healthy === null ? 'unknown' : healthy ? 'healthy' : 'unhealthy';
    return leaf(itemName(fieldsOf(server)) ?? '?', plainState(state));
  });
}

function isWell(server: Part): boolean {
  return server.own?.state === 'healthy';
}

function isHealthy(object: JsonObject): boolean | null {
  return asBoolean(ownField(object, 'Healthy'));
}
