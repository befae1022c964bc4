import { Command, CommanderError } from 'commander';
import { formatProblem } from '../engine/config/problems.ts';
import type { Clock } from '../engine/ports.ts';
import type { Layout } from '../host/layout.ts';
import type { Action } from './command.ts';
import { commands } from './commands.ts';
import { findPlaces, type CliContext } from './context.ts';
import { CliFailure, EXIT } from './failure.ts';
import { createOutput, type Output } from './output.ts';

/** What the command line needs of the process it runs in. */
export interface CliProcess {
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  stdout: { write(text: string): unknown; isTTY?: boolean };
  stderr: { write(text: string): unknown };
  clock: Clock;
  version: string;
  layout: Layout;
}

interface GlobalOptions {
  config?: string;
  data?: string;
  json?: boolean;
  color: boolean;
}

/** Carries out a command line and returns its exit code. */
export async function runCli(own: CliProcess): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = new Command('watchpost')
    .description('Watches health endpoints and a log directory, and keeps their history.')
    .option('--config <file>', 'the configuration file')
    .option('--data <dir>', 'the data directory')
    .option('--json', 'print one JSON document')
    .option('--no-color', 'print without colours')
    .version(own.version, '--version', 'print the version')
    .helpOption('--help', 'print help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void own.stdout.write(text),
      writeErr: (text) => void own.stderr.write(text),
    });

  const run =
    <Options>(action: Action<Options>) =>
    async (...given: unknown[]): Promise<void> => {
      // Commander hands over the operands, then the options, then the command itself.
      const options = given.at(-2) as Options;
      const operands = given.slice(0, -2).flat() as string[];
      exitCode = await action(makeContext(own, program.opts<GlobalOptions>()), options, ...operands);
    };
  for (const command of commands) command.register(program, run);

  try {
    await program.parseAsync([...own.args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return usage(own, program, error);
    return fail(makeOutput(own, program.opts<GlobalOptions>()), own.cwd, error);
  }
}

function makeOutput(own: CliProcess, options: GlobalOptions): Output {
  const color = options.color && own.stdout.isTTY === true && !own.env['NO_COLOR'] && !options.json;
  return createOutput(own, { json: options.json === true, color });
}

function makeContext(own: CliProcess, options: GlobalOptions): CliContext {
  const { clock, version, layout, env, cwd } = own;
  return {
    output: makeOutput(own, options),
    clock,
    version,
    layout,
    env,
    cwd,
    places: findPlaces(options, own),
  };
}

/** Help and version are no failures; everything else that Commander refuses is wrong usage. */
function usage(own: CliProcess, program: Command, error: CommanderError): number {
  if (error.exitCode === 0) return EXIT.ok;
  if (program.opts<GlobalOptions>().json) {
    const message = error.message.replace(/^error: /u, '');
    own.stdout.write(`${JSON.stringify({ error: { code: 'usage', message, problems: [] } })}\n`);
  }
  return EXIT.usage;
}

function fail(output: Output, cwd: string, error: unknown): number {
  const failure =
    error instanceof CliFailure
      ? error
      : new CliFailure('failed', error instanceof Error ? error.message : String(error));
  const { code, message, problems } = failure;
  output.document({ error: { code, message, problems } });
  for (const problem of problems) output.error(formatProblem(problem, { cwd }));
  if (problems.length === 0) output.error(`watchpost: ${message}`);
  return failure.exitCode;
}
