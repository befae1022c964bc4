import type { Action, CliCommand } from '../command.ts';
import { withInstance } from '../connect.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { readConfig } from '../load.ts';
import { levelText } from '../log-line.ts';
import { durationOption } from '../options.ts';
import { plain } from '../output.ts';
import { sourceSettings, withLogs } from '../with-logs.ts';

const DAY = 86_400_000;
const MOST_GROUPS = 10_000;

const list: Action<{ since: number }> = async (context, { since }) => {
  const { output, clock } = context;
  const { config } = await readConfig(context);
  const now = clock.now();
  const found = withLogs(context, (logs) =>
    logs.query('printedErrors', {
      settings: sourceSettings(config),
      since: now - since,
      now,
      limit: MOST_GROUPS,
    }),
  );
  if (found.length === 0) output.line('No errors.');
  for (const { state, error } of found) {
    const { id, title, level, count, lastSeen } = error;
    const times = count === 1 ? 'once' : `${count} times`;
    output.line(`${lastSeen} ${levelText(output, level)} ${plain(title)}`);
    output.line(output.style('gray', `  ${id}  ${state}, ${times} since ${error.firstSeen}`));
  }
  output.document(found.map(({ error }) => error));
  return EXIT.ok;
};

/** What a subcommand makes of an error group. */
const CHANGES = {
  resolve: { state: 'resolved', words: 'mark an error as mended: it is regressed when it occurs again' },
  ignore: { state: 'ignored', words: 'never speak of an error again' },
  reopen: { state: 'open', words: 'take back what resolve or ignore did' },
} as const;

const change =
  (name: keyof typeof CHANGES): Action<object> =>
  async (context, _options, id = '') => {
    const { state } = CHANGES[name];
    const { changed } = await withInstance(context, ({ client }) =>
      client.call('setErrorGroups', { ids: [id], state }),
    );
    if (changed === 0) {
      throw new CliFailure('not-changed', `There is no error "${id}", or it is ${state} already.`);
    }
    context.output.line(`The error is ${state}.`);
    context.output.document({ id, state });
    return EXIT.ok;
  };

export const errorsCommand: CliCommand = {
  register(program, run) {
    const errors = program
      .command('errors')
      .description('print error groups, the last seen first')
      .option('--since <duration>', 'seen within this time', durationOption, DAY)
      .action(run(list));
    for (const [name, { words }] of Object.entries(CHANGES)) {
      errors
        .command(name)
        .argument('<id>')
        .description(words)
        .action(run(change(name as keyof typeof CHANGES)));
    }
  },
};
