import type { CliCommand } from '../command.ts';
import { alertsTest } from './alerts-test.ts';
import { alertsWhy } from './alerts-why.ts';

export const alertsCommand: CliCommand = {
  register(program, run) {
    const alerts = program.command('alerts').description('try out alert rules, and why there was a popup');
    alerts
      .command('test')
      .argument('<file...>', 'files of rule tests')
      .description('run rule tests on a virtual clock')
      .action(run(alertsTest));
    alerts
      .command('why')
      .argument('<subject>')
      .description("why there was a popup about a monitor's id or log:SOURCE, or none")
      .action(run(alertsWhy));
  },
};
