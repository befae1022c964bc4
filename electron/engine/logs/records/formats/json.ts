import { jsonFormat } from './json-lines.ts';

/** Any other object a line, read by the names that loggers use. */
export const anyJson = jsonFormat({ name: 'json', claims: () => true });
