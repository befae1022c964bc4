import type { CliCommand } from '../command.ts';
import { alertsWhy } from './alerts-why.ts';

export const alertsCommand: CliCommand = {
  register(program, run) {
    const alerts = program
      .command('alerts')
      .description('alert rules: tests, replay, and why there was a popup');
    alerts
      .command('why')
      .argument('<subject>')
      .description("why there was a popup about a monitor's id or log:SOURCE, or none")
      .action(run(alertsWhy));
  },
};
