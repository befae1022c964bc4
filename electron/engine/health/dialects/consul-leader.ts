import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { plainState } from '../part.ts';

/** Host (an IPv6 address in brackets) and port of a server. */
const ADDRESS = /^(?:\[[0-9a-f:.]{2,45}\]|[0-9a-z.-]{1,253}):\d{1,5}$/i;

/** Consul's `/v1/status/leader`: the leader's address as a JSON string, which is empty while there is none. */
export const consulLeader: HealthDialect = {
  name: 'consul-leader',
  because: 'an address as a JSON string, or an empty one, as Consul names its leader',
  recognise: ({ json }) => json === '' || (typeof json === 'string' && ADDRESS.test(json)),
  read: ({ json }, response) => {
    const own = plainState(json === '' ? 'unhealthy' : 'healthy');
    const message = json === '' ? 'no leader is named' : '';
    return assemble({ own, parts: [], message, facts: {} }, response);
  },
};
