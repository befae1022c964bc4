import { headedFormat } from '../text/headed.ts';

/** Redis and Valkey: `31:M 04 Jul 2026 12:00:00.123 * text`; the sign is the level, the letter the role. */
export const redis = headedFormat({
  name: 'redis',
  lead: /(?<pid>\d+):(?<role>[XCSM]) /y,
  rest: / (?<level>[.\-*#]) (?<message>.*)$/sy,
  levels: { '.': 'debug', '-': 'debug', '*': 'info', '#': 'warn' },
});
