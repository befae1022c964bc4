import { jsonFormat } from './json-lines.ts';

/** Python's logging as JSON, by python-json-logger or the cookbook's recipe: `levelname`, `name` is the logger. */
export const pythonJson = jsonFormat({
  name: 'python-json',
  claims: ({ levelname, message, msg }) =>
    typeof levelname === 'string' && (message !== undefined || msg !== undefined),
  names: { logger: 'name logger' },
});
