import type { LogDetail } from '../../../shared/contract/log-schemas.ts';

/** A record as one would paste it into a message: when, how bad, where, what, and its stack. */
export function recordText(record: LogDetail): string {
  const { time, level, source, service, message, exception } = record;
  const head = `${new Date(time).toISOString()} ${level.toUpperCase()} ${service ?? source} ${message}`;
  const said = exception && [exception.name, exception.message].filter(Boolean).join(': ');
  return [head, exception?.stack ?? said].filter(Boolean).join('\n');
}

export function recordJson(record: LogDetail): string {
  const { time, level, source, files, service, logger, message, exception, fields } = record;
  const at = new Date(time).toISOString();
  return JSON.stringify(
    { time: at, level, source, files, service, logger, message, exception, fields },
    null,
    2,
  );
}
