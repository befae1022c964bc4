import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { asBoolean, isObject, type JsonObject, ownField, ownText } from '../json.ts';
import { plainState } from '../part.ts';

/**
 * Vault's and OpenBao's `/v1/sys/health` (and `/v1/sys/seal-status`). The code repeats the body: 429 standby, 472
 * secondary of a disaster recovery replication, 473 performance standby, 474 standby without a connection to the
 * active node, 501 not initialized, 503 sealed, 530 removed from the cluster. Standbys and secondaries do what they
 * are there for.
 */
export const vault: HealthDialect = {
  name: 'vault',
  because: '"initialized" and "sealed", as Vault and OpenBao write them',
  definesStatus: [429, 472, 473, 474, 501],
  recognise: ({ json }) =>
    isObject(json) &&
    asBoolean(ownField(json, 'initialized')) !== null &&
    asBoolean(ownField(json, 'sealed')) !== null,
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const problem = problemOf(json, response.status);
    const own = plainState(problem === null ? 'healthy' : 'unhealthy');
    return assemble({ own, parts: [], message: problem ?? roleOf(json), facts: factsOf(json) }, response);
  },
};

function problemOf(body: JsonObject, status: number | null): string | null {
  if (asBoolean(ownField(body, 'initialized')) === false || status === 501) return 'not initialized';
  if (isTrue(body, 'sealed')) return 'sealed';
  if (isTrue(body, 'removed_from_cluster')) return 'removed from the cluster';
  const cutOff = asBoolean(ownField(body, 'ha_connection_healthy')) === false || status === 474;
  return cutOff ? 'no connection to the active node' : null;
}

function roleOf(body: JsonObject): string {
  if (ownText(body, 'replication_dr_mode') === 'secondary') return 'disaster recovery secondary';
  if (isTrue(body, 'performance_standby')) return 'performance standby';
  return isTrue(body, 'standby') ? 'standby' : '';
}

function isTrue(body: JsonObject, key: string): boolean {
  return asBoolean(ownField(body, key)) === true;
}
