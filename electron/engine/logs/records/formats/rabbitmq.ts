import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import type { LogLevel } from '../level.ts';
import { headedFormat } from '../text/headed.ts';
import { readTime } from '../time/leading.ts';

/** RabbitMQ since 3.7: `2026-07-04 12:00:00.123456+02:00 [error] <0.31.0> text`. */
export const rabbitmq = headedFormat({
  name: 'rabbitmq',
  rest: / \[(?<level>[a-z]+)\] <(?<process>[\d.]+)> (?<message>.*)$/sy,
});

const REPORT = /^=(ERROR|WARNING|INFO|CRASH|SUPERVISOR|PROGRESS) REPORT==== (\S+) ===$/u;
const REPORTS: Readonly<Record<string, LogLevel>> = {
  ERROR: 'error',
  WARNING: 'warn',
  CRASH: 'error',
  SUPERVISOR: 'error',
  PROGRESS: 'debug',
};

/** RabbitMQ before 3.7 and Erlang's own reports: `=ERROR REPORT==== 4-Jul-2026::12:00:00 ===`, the text below. */
export const erlangReport: LogFormat = {
  name: 'erlang-report',
  read(text, context) {
    const match = REPORT.exec(text);
    const found = match ? readTime(match[2] ?? '', 0, context) : null;
    if (!match || !found) return null;
    return draft({ message: '', time: found.time, level: REPORTS[match[1] ?? ''] ?? 'info' });
  },
};
