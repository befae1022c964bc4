import { jsonFormat } from './json-lines.ts';

/** Go's log/slog JSONHandler: `time`, `level` in capitals (perhaps `ERROR+2`), `msg`. */
export const slog = jsonFormat({
  name: 'slog',
  claims: ({ time, level, msg }) =>
    typeof time === 'string' && typeof level === 'string' && typeof msg === 'string' && /^[A-Z]/u.test(level),
});
