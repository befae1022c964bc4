import { jsonFormat } from './json-lines.ts';

/** bunyan: `v`, `name`, `hostname`, `pid`, a number for the level, `msg`, `time`. */
export const bunyan = jsonFormat({
  name: 'bunyan',
  claims: ({ v, name, level, msg }) =>
    typeof v === 'number' && typeof name === 'string' && typeof level === 'number' && msg !== undefined,
  names: { service: 'service name', logger: 'logger component' },
});
