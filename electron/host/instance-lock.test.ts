import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireInstanceLock } from './instance-lock.ts';

describe('the instance lock', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'watchpost-lock-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is held by one at a time and free again after its release', () => {
    const first = acquireInstanceLock(dataDir);
    expect(first).not.toBeNull();
    expect(acquireInstanceLock(dataDir)).toBeNull();
    first?.release();
    const second = acquireInstanceLock(dataDir);
    expect(second).not.toBeNull();
    second?.release();
  });

  it('leaves a file that only its user can read', () => {
    acquireInstanceLock(dataDir)?.release();
    expect(statSync(path.join(dataDir, 'instance.lock.db')).mode & 0o777).toBe(0o600);
  });

  it('is freed by the operating system when its holder is killed', async () => {
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { acquireInstanceLock } = await import(${JSON.stringify(path.join(import.meta.dirname, 'instance-lock.ts'))});
         globalThis.lock = acquireInstanceLock(${JSON.stringify(dataDir)});
         process.stdout.write('held');
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(acquireInstanceLock(dataDir)).toBeNull();
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await gone;
    const lock = acquireInstanceLock(dataDir);
    expect(lock).not.toBeNull();
    lock?.release();
  });
});
