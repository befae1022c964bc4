import { refineEntry } from './gcp.ts';
import { jsonFormat } from './json-lines.ts';

/** Any other object a line, read by the names that loggers use. */
export const anyJson = jsonFormat({
  name: 'json',
  claims: () => true,
  // A file that began with plainer lines is read on by this one.
  refine: (read, object, context) =>
    object['severity'] === undefined ? read : refineEntry(read, object, context),
});
