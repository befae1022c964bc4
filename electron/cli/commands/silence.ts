import { InvalidArgumentError } from 'commander';
import type { Silence } from '../../../shared/contract/alert-schemas.ts';
import type { Action, CliCommand } from '../command.ts';
import { withInstance } from '../connect.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { durationOption } from '../options.ts';
import { columns, plain } from '../output.ts';
import { iso } from '../iso.ts';

type Match = Record<string, string[]>;

interface AddOptions {
  match: Match;
  for?: number;
  until?: number;
  reason: string;
}

const add: Action<AddOptions> = async (context, { match, for: forMs, until, reason }) => {
  const { output, clock } = context;
  if ((forMs === undefined) === (until === undefined)) {
    throw new CliFailure('usage', 'Say when the silence ends: either --for 1h or --until TIME.', {
      exitCode: EXIT.usage,
    });
  }
  const ends = until ?? clock.now() + (forMs ?? 0);
  if (ends <= clock.now())
    throw new CliFailure('usage', 'That time is over already.', { exitCode: EXIT.usage });
  const { id } = await withInstance(context, ({ client }) =>
    client.call('addSilence', { match, until: ends, reason }),
  );
  output.line(`Silenced until ${iso(ends)}: ${id}`);
  output.document({ id, match, until: iso(ends) });
  return EXIT.ok;
};

const list: Action<object> = async (context) => {
  const { output } = context;
  const { silences } = await withInstance(context, ({ client }) => client.call('silences', {}));
  output.document(silences.map(asDocument));
  const current = silences.filter(({ state }) => state !== 'over');
  if (current.length === 0) output.line('Nothing is silenced.');
  const rows = current.map(({ id, match, until, by, reason, state }) => [
    id,
    state,
    plain(matchText(match)),
    until === null ? 'until removed' : `until ${iso(until)}`,
    plain(by),
    plain(reason),
  ]);
  for (const line of columns(rows)) output.line(line);
  return EXIT.ok;
};

const remove: Action<object> = async (context, _options, id = '') => {
  await withInstance(context, ({ client }) => client.call('removeSilence', { id }));
  context.output.line('Removed.');
  context.output.document({ removed: id });
  return EXIT.ok;
};

function asDocument({ id, match, from, until, reason, by, state, subjects }: Silence) {
  return {
    id,
    match,
    from: iso(from),
    until: until === null ? null : iso(until),
    reason,
    by,
    state,
    subjects,
  };
}

function matchText(match: Match): string {
  return Object.entries(match)
    .map(([key, globs]) => `${key}=${globs.join(',')}`)
    .join(' ');
}

/** `monitor=book-*`; may be given many times, and for one key many globs. */
function collectMatch(value: string, before: Match): Match {
  const [, key, glob] = /^([\w.-]+)=(.+)$/su.exec(value) ?? [];
  if (key === undefined || glob === undefined) {
    throw new InvalidArgumentError('Expected KEY=GLOB, such as monitor=book-* or group=Batch.');
  }
  return { ...before, [key]: [...(Object.hasOwn(before, key) ? (before[key] ?? []) : []), glob] };
}

function instant(value: string): number {
  const at = /^\d{4}-\d\d-\d\d/u.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('Expected a time such as 2026-07-04T18:00:00Z.');
  return at;
}

export const silenceCommand: CliCommand = {
  register(program, run) {
    const silence = program.command('silence').description('keep matching alerts quiet for a while');
    silence
      .command('add')
      .description('from now on, until a time')
      .requiredOption(
        '--match <key=glob>',
        'monitor, group, kind, environment, severity, rule or a label; may be given many times, all must match',
        (value: string, before?: Match) => collectMatch(value, before ?? {}),
      )
      .option('--for <duration>', 'how long', durationOption)
      .option('--until <time>', 'when it ends', instant)
      .option('--reason <text>', 'why', '')
      .action(run(add));
    silence.command('list').description('what is silenced').action(run(list));
    silence
      .command('remove')
      .argument('<id>')
      .description('end a silence before its time')
      .action(run(remove));
  },
};
