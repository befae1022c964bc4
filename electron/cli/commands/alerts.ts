import type { CliCommand } from '../command.ts';
import { alertsReplay } from './alerts-replay.ts';
import { alertsTest } from './alerts-test.ts';
import { alertsWhy } from './alerts-why.ts';
import { durationOption } from '../options.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;

export const alertsCommand: CliCommand = {
  register(program, run) {
    const alerts = program
      .command('alerts')
      .description('try out alert rules, also on the past, and why there was a popup');
    alerts
      .command('test')
      .argument('<file...>', 'files of rule tests')
      .description('run rule tests on a virtual clock')
      .action(run(alertsTest));
    alerts
      .command('replay')
      .description('try alert rules on what was recorded: when they would have fired')
      .option('--rule <id>', 'only this rule')
      .option('--since <duration>', 'how far back', durationOption, THIRTY_DAYS_MS)
      .action(run(alertsReplay));
    alerts
      .command('why')
      .argument('<subject>')
      .description("why there was a popup about a monitor's id or log:SOURCE, or none")
      .action(run(alertsWhy));
  },
};
