import { jsonFormat } from './json-lines.ts';

/** pino: a number for the level, `time` in milliseconds, `msg`; `name` is the logger's own name for the service. */
export const pino = jsonFormat({
  name: 'pino',
  claims: ({ level, time }) => typeof level === 'number' && level > 7 && time !== undefined,
  names: { service: 'service name' },
});
