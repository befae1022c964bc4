import { jsonFormat } from './json-lines.ts';

/** uber-go/zap's production encoder: `ts` in seconds with a fraction, `caller`, `msg`, `stacktrace`. */
export const zap = jsonFormat({
  name: 'zap',
  claims: ({ level, ts, msg }) => typeof level === 'string' && ts !== undefined && typeof msg === 'string',
});
