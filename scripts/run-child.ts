import { spawn, type SpawnOptions } from 'node:child_process';

/** How a child ended: its exit code, or null with the signal that ended it. */
export interface ChildEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  ranMs: number;
}

/** Runs a program in the foreground: signals to us are passed on, and we end when it does. */
export function runChild(program: string, args: readonly string[], options: SpawnOptions): Promise<ChildEnd> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    const forward = (signal: NodeJS.Signals) => void child.kill(signal);
    const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve({ code, signal, ranMs: performance.now() - startedAt });
    });
  });
}
