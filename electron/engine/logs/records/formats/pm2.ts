import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { readIsoTime } from '../time/iso.ts';
import { jsonFormat } from './json-lines.ts';

/** pm2 with `log_date_format`: each chunk has the prefix `YYYY-MM-DD HH:mm:ss Z: ` once. */
export const pm2: LogFormat = {
  name: 'pm2',
  envelope: { eachBegins: true, once: true },
  read(text, context) {
    const found = readIsoTime(text, 0, context);
    if (!found || !text.startsWith(': ', found.end)) return null;
    return draft({ message: '', time: found.time, payload: text.slice(found.end + 2) });
  },
};

const asJson = jsonFormat({
  name: 'pm2-json',
  claims: ({ app_name: app, process_id: id, message }) =>
    typeof app === 'string' && id !== undefined && typeof message === 'string',
  refine: (read) => ({ ...read, payload: read.message.replace(/\r?\n$/u, '') }),
});

/** pm2 with `log_type: json`. */
export const pm2Json: LogFormat = { name: asJson.name, read: asJson.read, envelope: { eachBegins: true } };
