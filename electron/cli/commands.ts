import type { CliCommand } from './command.ts';
import { alertsCommand } from './commands/alerts.ts';
import { checkCommand } from './commands/check.ts';
import { configCommand } from './commands/config.ts';
import { dashboardCommand } from './commands/dashboard.ts';
import { demoCommand } from './commands/demo.ts';
import { healthBodyCommand } from './commands/health-body.ts';
import { healthCommand } from './commands/health.ts';
import { historyCommand } from './commands/history.ts';
import { markCommand } from './commands/mark.ts';
import { metricsCommand } from './commands/metrics.ts';
import { notifyCommand } from './commands/notify.ts';
import { pauseCommand } from './commands/pause.ts';
import { secretCommand } from './commands/secret.ts';
import { serveCommand } from './commands/serve.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  checkCommand,
  healthCommand,
  metricsCommand,
  alertsCommand,
  serveCommand,
  dashboardCommand,
  pauseCommand,
  markCommand,
  configCommand,
  secretCommand,
  notifyCommand,
  historyCommand,
  healthBodyCommand,
  demoCommand,
];
