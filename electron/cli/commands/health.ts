import type { Action, CliCommand } from '../command.ts';
import { healthDocument, healthExitCode, printHealth } from '../health-document.ts';
import { lastKnown } from '../last-known.ts';
import { readConfig } from '../load.ts';
import { chooseMonitors } from '../monitors.ts';
import { withHistory } from '../with-history.ts';

const health: Action<object> = async (context) => {
  const { config } = await readConfig(context);
  const remembered = withHistory(context, (history) => history?.query('latest', undefined) ?? []);
  const now = context.clock.now();
  const latest = new Map(remembered.map((one) => [one.monitorId, one]));
  const document = healthDocument(
    chooseMonitors(config, undefined).map((monitor) => lastKnown(monitor, latest.get(monitor.id), now)),
    now,
  );
  printHealth(context.output, document);
  return healthExitCode(document.state);
};

export const healthCommand: CliCommand = {
  register(program, run) {
    program
      .command('health')
      .description('print the state of everything, from the history of a running or a stopped instance')
      .action(run(health));
  },
};
