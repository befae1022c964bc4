import { readFileSync } from 'node:fs';

/** Whether a process runs; one that has ended and only waits to be reaped does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/u.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // Without /proc there are no states to read, and the signal has found it.
    return process.platform !== 'linux';
  }
}

/** Resolves with how many milliseconds it took until the process was gone; rejects after `withinMs`. */
export async function gone(pid: number, withinMs: number): Promise<number> {
  const startedAt = performance.now();
  while (isAlive(pid)) {
    if (performance.now() - startedAt > withinMs)
      throw new Error(`Process ${pid} still runs after ${withinMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - startedAt;
}
