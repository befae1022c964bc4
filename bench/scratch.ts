import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory for one benchmark, removed after it. */
export async function inScratch<T>(use: (directory: string) => T | Promise<T>): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), 'watchpost-bench-'));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** How long a call takes, in milliseconds. */
export function took(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
