import type { Action, CliCommand } from '../command.ts';
import { withInstance } from '../connect.ts';
import { CliFailure, EXIT } from '../failure.ts';

const ack: Action<{ text: string }> = async (context, { text }, subject = '') => {
  const { acked } = await withInstance(context, ({ client }) => client.call('ack', { subject, text }));
  if (!acked) throw new CliFailure('nothing-fires', `Nothing fires for ${subject}.`);
  context.output.line(
    'Acknowledged: it is not repeated until it recovers, worsens or fails in another part.',
  );
  context.output.document({ acked: subject });
  return EXIT.ok;
};

export const ackCommand: CliCommand = {
  register(program, run) {
    program
      .command('ack')
      .argument('<subject>')
      .description('acknowledge what fires for a monitor, or for log:SOURCE')
      .option('--text <text>', 'a note for the incident', '')
      .action(run(ack));
  },
};
