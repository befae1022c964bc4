import type { Action, CliCommand } from '../command.ts';
import { withInstance } from '../connect.ts';
import { EXIT } from '../failure.ts';

const dashboard: Action<object> = async (context) => {
  const { output } = context;
  const { url } = await withInstance(context, ({ client }) => client.call('showWindow', {}));
  output.line(url ?? 'The window is open.');
  output.document({ url });
  return EXIT.ok;
};

export const dashboardCommand: CliCommand = {
  register(program, run) {
    program
      .command('dashboard')
      .description('open the window of the running instance, or print its address')
      .action(run(dashboard));
  },
};
