import { stat } from 'node:fs/promises';
import { outcome, type CheckOutcome } from '../../../../../shared/domain/check-result.ts';

/** Why a program could not be started, and what to do, by the system's code. */
const REASONS: Record<string, (program: string) => string> = {
  ENOENT: (program) => `program ${program} was not found: install it, or write its full path in argv`,
  EACCES: (program) => `program ${program} may not be executed: check its permissions`,
  EPERM: (program) => `program ${program} may not be executed: check its permissions`,
  ENOEXEC: (program) =>
    `${program} is no program that this machine can run: write its interpreter before it in argv`,
  EINVAL: (program) =>
    `program ${program} cannot be started without a shell: for a .cmd or .bat file write [cmd, /c, …] in argv`,
  E2BIG: () => 'argv and environment are larger than this machine allows',
  EAGAIN: () => 'this machine has no room for another process',
  ENOMEM: () => 'this machine has no memory for another process',
  EMFILE: () => 'too many open files in Watchpost',
  ENFILE: () => 'too many open files on this machine',
  ERR_INVALID_ARG_VALUE: () =>
    'argv holds a character that no program can be given, or an empty program name',
};

/** The outcome of a command whose program was not started. Not found may also mean its folder, so that is looked at. */
export async function notStarted(
  code: string,
  { argv, cwd }: { argv: string[]; cwd: string },
): Promise<CheckOutcome> {
  const internal = (message: string): CheckOutcome => outcome('unhealthy', message, { failure: 'internal' });
  if ((code === 'ENOENT' || code === 'ENOTDIR') && !(await isFolder(cwd))) {
    return internal(`the folder ${cwd} does not exist: check cwd in the configuration`);
  }
  const program = argv[0] ?? '';
  return internal(
    REASONS[code]?.(program) ?? `program ${program} could not be started (${code || 'no reason given'})`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
