import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { fieldsOf, isObject } from '../json.ts';

/**
 * `{"uptime": 12.5}`, the answer of express-healthcheck: the HTTP status decides, and the uptime is remembered, so
 * that a restart is noticed.
 */
export const uptimeOnly: HealthDialect = {
  name: 'uptime-only',
  because: 'an "uptime" and nothing else, as express-healthcheck writes it; the HTTP status decides',
  recognise: ({ json }) => {
    if (!isObject(json)) return false;
    const [field, ...others] = fieldsOf(json);
    return others.length === 0 && field?.folded === 'uptime' && factsOf(json).uptimeMs !== undefined;
  },
  read: ({ json }) =>
    isObject(json) ? { state: null, ownWord: null, components: [], message: '', facts: factsOf(json) } : null,
};
