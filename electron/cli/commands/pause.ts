import type { Action, CliCommand } from '../command.ts';
import { withInstance } from '../connect.ts';
import { EXIT } from '../failure.ts';
import { collect, durationOption } from '../options.ts';

interface PauseOptions {
  monitor?: string[];
  for?: number;
}

const pause: Action<PauseOptions> = async (context, { monitor, for: forMs }) => {
  const { output } = context;
  await withInstance(context, ({ client }) =>
    client.call('pause', { monitorIds: monitor ?? null, forMs: forMs ?? null }),
  );
  output.line(forMs === undefined ? 'Paused until resumed.' : 'Paused.');
  output.document({ paused: monitor ?? 'all', forMs: forMs ?? null });
  return EXIT.ok;
};

const resume: Action<PauseOptions> = async (context, { monitor }) => {
  await withInstance(context, ({ client }) => client.call('resume', { monitorIds: monitor ?? null }));
  context.output.line('Resumed.');
  context.output.document({ resumed: monitor ?? 'all' });
  return EXIT.ok;
};

export const pauseCommand: CliCommand = {
  register(program, run) {
    program
      .command('pause')
      .description('stop checking, for a while or until resumed')
      .option('--monitor <id>', 'only this monitor; may be given many times', collect)
      .option('--for <duration>', 'resume by itself after this time', durationOption)
      .action(run(pause));
    program
      .command('resume')
      .description('check again')
      .option('--monitor <id>', 'only this monitor; may be given many times', collect)
      .action(run(resume));
  },
};
