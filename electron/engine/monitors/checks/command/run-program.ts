import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Cancel, Clock } from '../../../ports.ts';
import { errorCode } from '../common/transport-words.ts';
import { keepFirst, type BoundedOutput } from './bounded-output.ts';
import { endGroup } from './end-group.ts';
import type { ProcessGroups } from './process-group.ts';

/** How much is kept of what a program writes. */
export const STDOUT_LIMIT = 1024 * 1024;
const STDERR_LIMIT = 64 * 1024;

/** How long output may still arrive after the program has ended, where a child of it holds the pipe open. */
const DRAIN_MS = 250;

type Child = ChildProcessByStdio<null, Readable, Readable>;

interface Started {
  child: Child;
  id: number;
}

/** How a program ended. `not-started` has the system's code. */
export type ProgramEnd =
  | { kind: 'exit'; code: number }
  | { kind: 'signal'; signal: string }
  | { kind: 'timeout' }
  | { kind: 'not-started'; code: string };

export interface ProgramRun {
  end: ProgramEnd;
  /** From the start to the program's end. */
  durationMs: number;
  stdout: Buffer;
  stderr: Buffer;
  /** Whether more than 1 MiB came on stdout. */
  isCut: boolean;
}

export interface Program {
  argv: readonly string[];
  cwd: string;
  timeoutMs: number;
  /** Variables beside those that Watchpost itself has. */
  env?: Record<string, string>;
}

/**
 * Runs a program without a shell, its input empty, as the leader of a process group of its own, and keeps a bounded
 * part of what it writes. Whatever is left of its group is ended: at the timeout, on cancelling, and also when only
 * its children outlive it. Resolves once the group has ended, at most 1.5 s after the timeout; rejects with the
 * signal's reason.
 */
export async function runProgram(
  program: Program,
  { clock, signal, groups }: { clock: Clock; signal: AbortSignal; groups: ProcessGroups },
): Promise<ProgramRun> {
  signal.throwIfAborted();
  const started = clock.monotonic();
  const launched = await start(program, groups);
  if ('code' in launched) return notStarted(launched.code);
  const { child, id } = launched;
  const stdout = keepFirst(child.stdout, STDOUT_LIMIT, clock);
  const stderr = keepFirst(child.stderr, STDERR_LIMIT, clock);
  const { end, at } = await ended(child, program.timeoutMs, clock, signal);
  await endGroup(groups.of(id), clock);
  child.stdout.destroy();
  child.stderr.destroy();
  signal.throwIfAborted();
  return { end, durationMs: at - started, ...written(stdout, stderr) };
}

/** Starts the program; where that fails, gives the system's code. */
async function start(
  { argv, cwd, env }: Program,
  { detached }: ProcessGroups,
): Promise<Started | { code: string }> {
  const [file = '', ...args] = argv;
  try {
    const child = spawn(file, args, {
      cwd,
      ...(env && { env: { ...process.env, ...env } }),
      detached,
      shell: false,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Without an id there was no start, and where files ran out there are not even streams; the reason follows as an event.
    if (child.pid === undefined) return { code: errorCode((await once(child, 'error'))[0]) };
    return { child, id: child.pid };
  } catch (error) {
    return { code: errorCode(error) };
  }
}

function notStarted(code: string): ProgramRun {
  const nothing = Buffer.alloc(0);
  return {
    end: { kind: 'not-started', code },
    durationMs: 0,
    stdout: nothing,
    stderr: nothing,
    isCut: false,
  };
}

function written(
  stdout: BoundedOutput,
  stderr: BoundedOutput,
): Pick<ProgramRun, 'stdout' | 'stderr' | 'isCut'> {
  return { stdout: stdout.bytes(), stderr: stderr.bytes(), isCut: stdout.isCut() };
}

/** Waits for the program's end and its last output, for the timeout, or for cancelling, whichever comes first. */
function ended(
  child: Child,
  timeoutMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ end: ProgramEnd; at: number }> {
  return new Promise((resolve) => {
    let exit: { end: ProgramEnd; at: number } | null = null;
    let cancelDrain: Cancel = () => {};
    const finish = (end: ProgramEnd): void => {
      cancelTimeout();
      cancelDrain();
      signal.removeEventListener('abort', onAbort);
      resolve(exit ?? { end, at: clock.monotonic() });
    };
    const onAbort = (): void => finish({ kind: 'timeout' });
    const cancelTimeout = clock.setTimeout(() => finish({ kind: 'timeout' }), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    child.once('exit', (code, name) => {
      const end: ProgramEnd = code === null ? { kind: 'signal', signal: name ?? '' } : { kind: 'exit', code };
      exit = { end, at: clock.monotonic() };
      cancelDrain = clock.setTimeout(() => finish(end), DRAIN_MS);
    });
    child.once('close', () => {
      if (exit) finish(exit.end);
    });
  });
}
