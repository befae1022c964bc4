import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { isObject } from '../json.ts';

/**
 * A body that says nothing about health and something about its process: `{"uptime": 12.5}` of express-healthcheck,
 * `{"message": "OK", "uptime": 12.5}` of many tutorials. The HTTP status decides, and a restart is noticed all the same.
 */
export const processFacts: HealthDialect = {
  name: 'process-facts',
  because: 'an uptime, as express-healthcheck writes it, and no state: the HTTP status decides',
  general: true,
  recognise: ({ json }) => isObject(json) && factsOf(json).uptimeMs !== undefined,
  read: ({ json }) =>
    isObject(json) ? { state: null, ownWord: null, components: [], message: '', facts: factsOf(json) } : null,
};
