import { jsonFormat } from './json-lines.ts';
import type { LogFormat } from '../format.ts';

const read = jsonFormat({
  name: 'docker',
  claims: ({ log, stream, time }) =>
    typeof log === 'string' && typeof time === 'string' && (stream === 'stdout' || stream === 'stderr'),
  refine: (own, { log }) => {
    const text = String(log);
    const { log: _payload, ...fields } = own.fields;
    return { ...own, fields, payload: text.replace(/\r?\n$/u, ''), cut: !text.endsWith('\n') };
  },
});

/** Docker's json-file driver; a line over 16 KiB is cut into several, all but the last without `\n`. */
export const docker: LogFormat = { name: read.name, read: read.read, envelope: { eachBegins: false } };
