import type { Clock, Logger } from '../engine/ports.ts';

/** One JSON object a line: what a person or a supervisor reads when something about Watchpost itself is wrong. */
export function lineLogger(write: (line: string) => void, clock: Clock): Logger {
  const log = (level: string) => (message: string, fields?: Record<string, unknown>) =>
    write(`${JSON.stringify({ time: new Date(clock.now()).toISOString(), level, message, ...fields })}\n`);
  return { info: log('info'), warn: log('warn'), error: log('error') };
}
