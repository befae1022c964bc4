import { Command, CommanderError } from 'commander';
import { ContractFailure } from '../../shared/contract/failure.ts';
import { formatProblem } from '../engine/config/problems.ts';
import { StorageError } from '../engine/storage/errors.ts';
import type { Clock } from '../engine/ports.ts';
import type { Layout } from '../host/layout.ts';
import type { Action } from './command.ts';
import { commands } from './commands.ts';
import { findPlaces, type CliContext } from './context.ts';
import { CliFailure, EXIT } from './failure.ts';
import { createOutput, plainLines, type Output } from './output.ts';

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
  const printed: string[] = [];
  const program = createProgram(own.version, {
    writeOut: (text) => void printed.push(text),
    writeErr: (text) => void own.stderr.write(plainLines(text)),
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
  for (const command of program.commands) command.helpCommand(false);

  try {
    await program.parseAsync([...own.args], { from: 'user' });
    return exitCode;
  } catch (error) {
    const output = makeOutput(own, { ...program.opts<GlobalOptions>(), json: wantsJson(own.args) });
    if (!(error instanceof CommanderError)) return fail(output, own.cwd, asFailure(error));
    if (error.exitCode !== 0) return usage(output, error);
    const text = printed.join('').trimEnd();
    output.line(text);
    output.document(error.code === 'commander.version' ? { version: text } : { help: text });
    return EXIT.ok;
  }
}

function createProgram(
  version: string,
  write: { writeOut(text: string): void; writeErr(text: string): void },
): Command {
  return new Command('watchpost')
    .description('Watches health endpoints and a log directory, and keeps their history.')
    .option('--config <file>', 'the configuration file')
    .option('--data <dir>', 'the data directory')
    .option('--json', 'print one JSON document')
    .option('--no-color', 'print without colours')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput(write);
}

/** What is wrong before the options are all read must be told as they wanted it, too. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--json');
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

/** What Commander refuses; it has told it to people itself. */
function usage(output: Output, { code, message }: CommanderError): number {
  const words = code === 'commander.help' ? 'A command is missing.' : message.replace(/^error: /u, '');
  output.document({ error: { code: 'usage', message: words, problems: [] } });
  return EXIT.usage;
}

function asFailure(error: unknown): CliFailure {
  if (error instanceof CliFailure) return error;
  if (error instanceof ContractFailure || error instanceof StorageError) {
    return new CliFailure(error.code, error.message);
  }
  return new CliFailure('failed', error instanceof Error ? error.message : String(error));
}

function fail(output: Output, cwd: string, { code, message, problems, exitCode }: CliFailure): number {
  output.document({ error: { code, message, problems } });
  for (const problem of problems) output.error(formatProblem(problem, { cwd }));
  if (problems.length === 0) output.error(`watchpost: ${message}`);
  return exitCode;
}
