import type { HealthDialect } from '../dialect.ts';
import { readGenericBody } from '../generic/read-body.ts';
import { isObject, ownField, ownText } from '../json.ts';

const STATUSES = new Set(['healthy', 'degraded', 'unhealthy']);
const MARKS = ['agents', 'nodeVersion', 'externalServices', 'responseTime'];

/** S2, an assistant platform: a list of services, agents, a database and external services beside the facts. */
export const s2AssistantPlatform: HealthDialect = {
  name: 's2-assistant-platform',
  because: '"services" or "externalServices" beside "agents", "nodeVersion" or "responseTime"',
  recognise: ({ json }) =>
    isObject(json) &&
    STATUSES.has(ownText(json, 'status')) &&
    (Array.isArray(ownField(json, 'services')) || isObject(ownField(json, 'externalServices'))) &&
    MARKS.filter((key) => Object.hasOwn(json, key)).length >= 2,
  read: ({ json }, response) => (json === undefined ? null : readGenericBody(json, response)),
};
