import { jsonFormat } from './json-lines.ts';

/** winston's `format.json()`: level and message always, the rest as the application gives it. */
export const winstonJson = jsonFormat({
  name: 'winston',
  claims: ({ level, message }) => typeof level === 'string' && message !== undefined,
});
