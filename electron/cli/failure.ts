import type { ConfigProblem } from '../../shared/config/model.ts';

/** Exit codes beside those of `check` and `health`: sysexits.h for wrong usage and invalid configuration. */
export const EXIT = { ok: 0, failed: 1, usage: 64, invalidConfig: 78 } as const;

/** Why a command could not do what it was asked, in words for people and a code for programs. */
export class CliFailure extends Error {
  readonly code: string;
  readonly exitCode: number;
  readonly problems: readonly ConfigProblem[];

  constructor(
    code: string,
    message: string,
    {
      exitCode = EXIT.failed,
      problems = [],
    }: { exitCode?: number; problems?: readonly ConfigProblem[] } = {},
  ) {
    super(message);
    this.name = 'CliFailure';
    this.code = code;
    this.exitCode = exitCode;
    this.problems = problems;
  }
}

/** The configuration cannot be used: every problem is told. */
export function invalidConfig(problems: readonly ConfigProblem[]): CliFailure {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new CliFailure('invalid-config', `The configuration has ${count}.`, {
    exitCode: EXIT.invalidConfig,
    problems,
  });
}
