import type { Clock, Logger } from '../engine/ports.ts';
import { visibleJson } from './visible-json.ts';

/** One JSON object a line: what a person or a supervisor reads when something about Watchpost itself is wrong. */
export function lineLogger(write: (line: string) => void, clock: Clock): Logger {
  const log = (level: string) => (message: string, fields?: Record<string, unknown>) =>
    write(
      `${visibleJson({ time: new Date(clock.now()).toISOString(), level, message, ...fields }, readable)}\n`,
    );
  return { info: log('info'), warn: log('warn'), error: log('error') };
}

/** An Error has no enumerable fields and would be written as {}. */
function readable(_key: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value;
}
