import { jsonFormat } from './json-lines.ts';

/** rs/zerolog: `level`, `time` (RFC 3339 or a Unix time), `message`, `error` as a text. */
export const zerolog = jsonFormat({
  name: 'zerolog',
  claims: ({ level, time, message, timestamp }) =>
    typeof level === 'string' && time !== undefined && message !== undefined && timestamp === undefined,
});
