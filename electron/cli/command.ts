import type { Command } from 'commander';
import type { CliContext } from './context.ts';

/** Carries out a command and returns its exit code. Throws CliFailure when it cannot. */
export type Action<Options> = (
  context: CliContext,
  options: Options,
  ...operands: string[]
) => Promise<number>;

/** One command: one file and one entry in `commands.ts`. */
export interface CliCommand {
  /** Adds itself to the program. `run` wraps an action so that it gets its context and its exit code is kept. */
  register(
    program: Command,
    run: <Options>(action: Action<Options>) => (...given: unknown[]) => Promise<void>,
  ): void;
}
