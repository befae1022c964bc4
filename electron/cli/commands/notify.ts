import type { Action, CliCommand } from '../command.ts';
import { withInstance } from '../connect.ts';
import { EXIT } from '../failure.ts';

const test: Action<object> = async (context, _options, channelId = '') => {
  const { detail } = await withInstance(context, ({ client }) => client.call('notifyTest', { channelId }));
  context.output.line(`Delivered: ${detail}.`);
  context.output.document({ channel: channelId, shownBy: detail });
  return EXIT.ok;
};

export const notifyCommand: CliCommand = {
  register(program, run) {
    const notify = program.command('notify').description('try out notifiers');
    notify
      .command('test')
      .argument('<channel>')
      .description('send a test message, such as to "desktop"')
      .action(run(test));
  },
};
