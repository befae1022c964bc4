import type { CliCommand } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { configCommand } from './commands/config.ts';
import { dashboardCommand } from './commands/dashboard.ts';
import { markCommand } from './commands/mark.ts';
import { notifyCommand } from './commands/notify.ts';
import { pauseCommand } from './commands/pause.ts';
import { secretCommand } from './commands/secret.ts';
import { serveCommand } from './commands/serve.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  checkCommand,
  serveCommand,
  dashboardCommand,
  pauseCommand,
  markCommand,
  configCommand,
  secretCommand,
  notifyCommand,
];
