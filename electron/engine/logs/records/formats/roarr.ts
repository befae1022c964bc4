import { levelOfValue, type JsonObject } from '../json/read-object.ts';
import { jsonFormat } from './json-lines.ts';

/** Roarr: the level is `context.logLevel`, by pino's numbers. */
export const roarr = jsonFormat({
  name: 'roarr',
  claims: ({ context, sequence, message }) =>
    typeof context === 'object' &&
    context !== null &&
    'logLevel' in context &&
    sequence !== undefined &&
    message !== undefined,
  refine: (read, { context }) => ({ ...read, level: levelOfValue((context as JsonObject)['logLevel']) }),
});
