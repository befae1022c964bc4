import { headedFormat } from '../text/headed.ts';

const LEVELS = { '.': 'debug', '-': 'debug', '*': 'info', '#': 'warn' } as const;

/** Redis and Valkey, the year only since Redis 5: `31:M 04 Jul 2026 12:00:00.123 * text`; the sign is the level, the letter the role. */
export const redis = headedFormat({
  name: 'redis',
  lead: /(?<pid>\d+):(?<role>[XCSM]) /y,
  rest: / (?<level>[.\-*#]) (?<message>.*)$/sy,
  levels: LEVELS,
});

/** Redis 2: `[31] 04 Jul 12:00:00.123 * text`. */
export const redisOld = headedFormat({
  name: 'redis-old',
  lead: /\[(?<pid>\d+)\] (?=\d\d [A-Z])/y,
  rest: / (?<level>[.\-*#]) (?<message>.*)$/sy,
  levels: LEVELS,
});
