import { LOG_LEVELS, type LogLevel } from '../../../../shared/domain/log-level.ts';

export { LOG_LEVELS };
export type { LogLevel };

/** The words of the known loggers, lower case. */
const WORDS: Record<LogLevel, string> = {
  trace: 'trace trc trce t finest finer silly all vrb',
  debug: 'debug dbg dbug debu deb d d1 d2 d3 d4 d5 fine verbose v http',
  info: 'info inf information informational i notice note config log system success default audit statement',
  warn: 'warn warning wrn w warni',
  error: 'error err erro e eror eerror severe fail failure failed',
  fatal: 'fatal ftl fata f critical crit crt c alert emerg emergency panic dpanic',
};

const BY_WORD = new Map<string, LogLevel>(
  LOG_LEVELS.flatMap((level) => WORDS[level].split(' ').map((word) => [word, level] as const)),
);

/** As written most often, so that the hot path finds them without changing case. */
const SPELLED = new Map<string, LogLevel>(
  [...BY_WORD].flatMap(([word, level]) => [
    [word, level] as const,
    [word.toUpperCase(), level] as const,
    [word.slice(0, 1).toUpperCase() + word.slice(1), level] as const,
  ]),
);

/** The level that a word names, such as `WARNING`, `[err]` or `INFO+2`; null for any other word. */
export function levelOfWord(word: string): LogLevel | null {
  const known = SPELLED.get(word);
  if (known !== undefined) return known;
  if (word.length > 24) return null;
  const bare = word.replace(/^[\s[(<]+|(?:[+-]\d+)?[\s\])>:]*$/gu, '');
  const level = BY_WORD.get(bare.toLowerCase());
  if (level !== undefined) return level;
  return /^\d{1,5}$/u.test(bare) ? levelOfNumber(Number(bare)) : null;
}

/**
 * The level that a number names: 0 to 7 syslog severities (GELF), 8 to 99 pino and bunyan, 100 to 999 Monolog,
 * above Log4j and log4js. Null for what is none of them.
 */
export function levelOfNumber(value: number): LogLevel | null {
  if (!Number.isFinite(value)) return null;
  // slog writes -4 for debug, zap -1.
  if (value < 0) return 'debug';
  if (value < 8) return syslogLevel(value);
  if (value < 100) return LOG_LEVELS[Math.min(6, Math.max(1, Math.floor(value / 10))) - 1] ?? null;
  if (value < 1000) return atLeast(value, [500, 400, 300, 200]);
  return value < 10_000 ? 'trace' : atLeast(value, [50_000, 40_000, 30_000, 20_000]);
}

function atLeast(value: number, [fatal, error, warn, info]: [number, number, number, number]): LogLevel {
  if (value >= fatal) return 'fatal';
  if (value >= error) return 'error';
  if (value >= warn) return 'warn';
  return value >= info ? 'info' : 'debug';
}

/** RFC 5424 severities: 0 emergency, 1 alert, 2 critical, 3 error, 4 warning, 5 notice, 6 informational, 7 debug. */
export function syslogLevel(severity: number): LogLevel {
  if (severity <= 2) return 'fatal';
  if (severity <= 3) return 'error';
  if (severity <= 4) return 'warn';
  return severity < 7 ? 'info' : 'debug';
}

/** What an HTTP status says of a record that names no level itself: 5xx error, 4xx warn, else nothing. */
export function levelOfHttpStatus(status: number | null): LogLevel | null {
  if (status === null || status < 400 || status > 599) return null;
  return status >= 500 ? 'error' : 'warn';
}

export function isErrorLevel(level: LogLevel): boolean {
  return level === 'error' || level === 'fatal';
}

/** PHP's severities as `error_log` names them; null for others. */
export function levelOfPhp(severity: string): LogLevel | null {
  if (severity.startsWith('Fatal')) return 'fatal';
  if (/^(?:Parse|Compile|Core|Recoverable)/u.test(severity)) return 'error';
  if (severity === 'Warning') return 'warn';
  return /^(?:Notice|Deprecated|Strict)/u.test(severity) ? 'info' : null;
}
