import type { Action, CliCommand } from '../command.ts';
import { withInstance } from '../connect.ts';
import { EXIT } from '../failure.ts';

const mark: Action<object> = async (context, _options, text = '') => {
  const { at } = await withInstance(context, ({ client }) => client.call('mark', { text }));
  context.output.line('Marked.');
  context.output.document({ at: new Date(at).toISOString(), text });
  return EXIT.ok;
};

export const markCommand: CliCommand = {
  register(program, run) {
    program
      .command('mark')
      .argument('<text>')
      .description('set a marker in the history, such as a deploy')
      .action(run(mark));
  },
};
