import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../scripts/ensure-built.ts';
import type { Bench, BenchResult } from './bench.ts';

const SETTLE_MS = 20_000;
const MIB = 1024 * 1024;

/** Resident memory of a process in bytes, as Linux tells it. */
async function residentBytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]) * 1024;
}

/** Lets a Node process settle and measures it; ends it by its own id. */
async function measure(args: string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return await residentBytes(child);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** An instance that watches `count` closed ports once an hour: all of its threads, none of the work. */
async function measureIdle(count: number): Promise<number> {
  const dir = mkdtempSync(path.join(tmpdir(), 'watchpost-bench-'));
  try {
    const config = path.join(dir, 'watchpost.yaml');
    const monitors = Array.from(
      { length: count },
      (_, index) => `  - { id: m${index}, kind: tcp, host: 127.0.0.1, port: 1, interval: 1h }\n`,
    );
    writeFileSync(config, `version: 1\nmonitors:${count === 0 ? ' []' : ''}\n${monitors.join('')}`);
    const cli = path.resolve(import.meta.dirname, '../out/cli.js');
    return await measure([cli, '--config', config, '--data', path.join(dir, 'data'), 'serve']);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Resident memory of the engine's process with its three threads while nothing happens. */
export const engineMemory: Bench = {
  name: 'engine-memory',
  async run(): Promise<BenchResult[]> {
    if (process.platform !== 'linux') return [];
    await ensureBuilt();
    const bare = await measure(['-e', 'setInterval(() => {}, 1000)']);
    const results: BenchResult[] = [];
    for (const count of [0, 500]) {
      const value = await measureIdle(count);
      results.push({
        id: `engine-memory/${count}`,
        title: `resident memory of an idle instance, ${count} monitors, against a bare Node process`,
        value: value / MIB,
        unit: 'MiB',
        baseline: bare / MIB,
        ratio: value / bare,
        goal: '',
        met: null,
      });
    }
    return results;
  },
};
