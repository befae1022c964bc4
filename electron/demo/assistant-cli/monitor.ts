import { isoTime } from '../context.ts';
import type { Clock } from '../../engine/ports.ts';
import { checkHealth, type CheckStatus } from './health.ts';
import { settingsProblems } from './settings.ts';
import { readVitals } from './vitals.ts';

export interface MonitorCommandIo {
  /** The assistant's folder. */
  cwd: string;
  clock: Clock;
  out(text: string): void;
  err(text: string): void;
}

const EXIT: Record<CheckStatus, number> = { healthy: 0, degraded: 1, unhealthy: 2 };
const BAD_CONFIGURATION = 2;
const WRONG_USAGE = 64;

/**
 * The assistant's `monitor health` and `monitor metrics`: one JSON document on stdout. Resolves with the exit
 * code: 0 healthy, 1 degraded, 2 unhealthy or a configuration with problems (each on stderr as `path: message`).
 */
export async function runMonitorCommand(args: readonly string[], io: MonitorCommandIo): Promise<number> {
  const problems = await settingsProblems(io.cwd);
  if (problems.length > 0) {
    io.err(`${problems.join('\n')}\n`);
    return BAD_CONFIGURATION;
  }
  const [command] = args;
  if (command === 'health') {
    const document = await checkHealth(() => readVitals(io.cwd), isoTime(io.clock));
    io.out(`${JSON.stringify(document, null, 2)}\n`);
    return EXIT[document.status];
  }
  if (command === 'metrics') {
    const { metrics } = await readVitals(io.cwd);
    io.out(`${JSON.stringify({ timestamp: isoTime(io.clock), metrics }, null, 2)}\n`);
    return 0;
  }
  io.err('usage: monitor health | monitor metrics\n');
  return WRONG_USAGE;
}
