import { jsonFormat } from './json-lines.ts';

/** Elastic Common Schema: `@timestamp` and `log.level`, with dots in the keys or nested. */
export const ecs = jsonFormat({
  name: 'ecs',
  claims: (object) =>
    object['@timestamp'] !== undefined &&
    (object['ecs.version'] !== undefined || object['log.level'] !== undefined || object['ecs'] !== undefined),
});
