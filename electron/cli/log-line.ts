import type { LogLevel } from '../../shared/domain/log-level.ts';
import type { PrintedRecord } from '../engine/logs/queries/logs.ts';
import { plain, type Output } from './output.ts';

const STYLES: Record<LogLevel, Parameters<Output['style']>[0]> = {
  trace: 'gray',
  debug: 'gray',
  info: 'reset',
  warn: 'yellow',
  error: 'red',
  fatal: 'magenta',
};

export function levelText(output: Output, level: LogLevel): string {
  return output.style(STYLES[level], level.padEnd(5));
}

/** A record for people, on one line. */
export function logLine(output: Output, record: PrintedRecord): string {
  const { time, level, source, service, message, error, lines } = record;
  const where = service === null ? plain(source ?? '') : `${plain(source ?? '')} [${plain(service)}]`;
  const what = error && [error.name, error.message].filter(Boolean).join(': ');
  const more = what && !message.includes(error.message) ? ` (${plain(what)})` : '';
  const count = lines > 1 ? ` (${lines} lines)` : '';
  return `${output.style('gray', time)} ${levelText(output, level)} ${where} ${plain(message)}${more}${count}`;
}
