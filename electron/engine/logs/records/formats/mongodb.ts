import type { LogLevel } from '../level.ts';
import { jsonFormat } from './json-lines.ts';

const SEVERITIES: Readonly<Record<string, LogLevel>> = { F: 'fatal', E: 'error', W: 'warn', I: 'info' };

/** MongoDB since 4.4: `t.$date`, `s` severity (D1 to D5 for debugging), `c` component, `ctx`, `msg`, `attr`. */
export const mongodb = jsonFormat({
  name: 'mongodb',
  claims: ({ t, s, c, msg }) =>
    typeof t === 'object' && typeof s === 'string' && typeof c === 'string' && typeof msg === 'string',
  names: { logger: 'c' },
  refine(read, { s }) {
    const { s: _severity, ...fields } = read.fields;
    return { ...read, fields, level: SEVERITIES[String(s)] ?? 'debug' };
  },
});
