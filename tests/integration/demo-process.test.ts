import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const entry = join(import.meta.dirname, '../../electron/demo.ts');

let dir = '';
let child: ChildProcess;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchpost-demo-process-'));
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

function start(dataDir: string): void {
  child = fork(entry, [dataDir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

describe("the demo's child process", () => {
  it('says where its configuration is, replays, and ends when told to', async () => {
    start(dir);
    const [message] = await once(child, 'message');
    expect(message).toEqual({ type: 'ready', configFile: join(dir, 'watchpost.yaml') });
    expect(existsSync(join(dir, 'watchpost.yaml'))).toBe(true);
    child.send({ type: 'replay' });
    child.send({ type: 'stop' });
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it("ends by itself when its parent's channel closes", async () => {
    start(dir);
    await once(child, 'message');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says why it cannot start, and exits 1', async () => {
    const file = join(dir, 'not-a-folder');
    writeFileSync(file, '');
    start(join(file, 'demo'));
    const exit = once(child, 'exit');
    const [message] = await once(child, 'message');
    expect(message).toEqual({
      type: 'problem',
      message: expect.stringContaining('The demo could not start: '),
    });
    expect(await exit).toEqual([1, null]);
  });
});
