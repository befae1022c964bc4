import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileCheck } from '../../electron/engine/monitors/checks/file.ts';
import { nodeFiles, type FileAccess } from '../../electron/engine/monitors/checks/file/file-access.ts';
import type { FileMonitor } from '../../shared/config/model.ts';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { fileMonitor } from '../fixtures/monitors.ts';

const HOUR = 3_600_000;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchpost-file-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(path: string, ageMs = 0, size = 10): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), Buffer.alloc(size));
  await age(path, ageMs);
}

async function age(path: string, ageMs: number): Promise<void> {
  const at = (Date.now() - ageMs) / 1_000;
  await utimes(join(folder, path), at, at);
}

function check(path: string, more: Partial<FileMonitor> = {}, files?: FileAccess): Promise<CheckOutcome> {
  return createFileCheck(files).run(fileMonitor({ path: join(folder, path), ...more }), checkContext());
}

/** The machine's files, with every listed directory written down. */
function watched(): { files: FileAccess; listed: string[] } {
  const listed: string[] = [];
  return {
    listed,
    files: {
      stat: (path) => nodeFiles.stat(path),
      list: (directory) => {
        listed.push(directory.slice(folder.length));
        return nodeFiles.list(directory);
      },
    },
  };
}

describe('a file check', () => {
  it('tells age and size of one file, and has no latency', async () => {
    await file('dump.gz', 11 * HOUR + 1_000, 2_140);
    expect(await check('dump.gz')).toMatchObject({
      state: 'healthy',
      failure: null,
      latencyMs: null,
      message: '11 h old, 2.1 kB',
    });
  });

  it('judges the newest of what a glob names', async () => {
    await file('a.gz', 60 * HOUR);
    await file('b.gz', 30 * HOUR);
    await file('c.txt', 0);
    const newest = { degraded: 26 * HOUR, unhealthy: 50 * HOUR };
    expect(await check('*.gz', { newest })).toMatchObject({
      state: 'degraded',
      failure: 'assertion',
      message: 'b.gz: 30 h old, 10 B; older than 26 h',
    });
  });

  it('judges folders named by date by their own time and the sum of their files', async () => {
    await file('20260703/db/dump', 0, 4_000);
    await file('20260704/db/dump', 0, 1_500);
    await file('20260704/meta', 0, 500);
    await age('20260703', 35 * HOUR);
    await age('20260704', 11 * HOUR);
    const more: Partial<FileMonitor> = {
      type: 'dir',
      newest: { unhealthy: 26 * HOUR },
      minSize: 1_000,
      count: { min: 2, max: null },
    };
    expect(await check('2*', { ...more, shrink: 0.5 })).toMatchObject({
      state: 'healthy',
      message: '20260704: 11 h old, 2 kB',
    });
    expect((await check('2*', { ...more, shrink: 0.4 })).message).toContain(
      '50 % smaller than the 4 kB of 20260703',
    );
    expect((await check('2*', { ...more, minSize: 3_000 })).message).toContain('smaller than 3 kB');
  });

  it('is unhealthy where nothing matches, and says for what', async () => {
    expect(await check('missing/*.gz')).toMatchObject({
      state: 'unhealthy',
      failure: 'assertion',
      message: `nothing matches ${join(folder, 'missing/*.gz')}`,
    });
  });

  it('is healthy where nothing may match', async () => {
    expect(await check('*.lock', { count: { min: null, max: 0 } })).toMatchObject({ state: 'healthy' });
  });

  it('says that a path is of the other type', async () => {
    await mkdir(join(folder, 'dumps'));
    const found = await check('dumps');
    expect(found.state).toBe('unhealthy');
    expect(found.message).toBe(
      `${join(folder, 'dumps')} is a folder, not a file: write type: dir if that is meant`,
    );
  });

  it.skipIf(process.platform === 'win32')('never opens a FIFO', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const found = await check('pipe');
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'assertion' });
    expect(found.message).toContain('neither file nor folder');
    expect((await check('/dev/zero'.replace(/^/, '../../../../../../..'))).message).toContain(
      'neither file nor folder',
    );
  });

  it('reads only the folders that the levels of its glob need', async () => {
    await file('2026/daily/dump.gz');
    await file('2026/weekly/deep/dump.gz');
    await file('2025/daily/dump.gz');
    await file('other/daily/dump.gz');
    const { files, listed } = watched();
    expect((await check('2*/daily/*.gz', { count: { min: 2, max: 2 } }, files)).state).toBe('healthy');
    expect(listed.toSorted()).toEqual(['', '/2025/daily', '/2026/daily']);
  });

  it('lists nothing for a path without patterns', async () => {
    await file('dump.gz');
    const { files, listed } = watched();
    await check('dump.gz', {}, files);
    expect(listed).toEqual([]);
  });

  it('goes any number of folders deep for **, each once', async () => {
    await file('a/b/c/x.log');
    await file('x.log');
    await file('a/.git/x.log');
    const { files, listed } = watched();
    expect((await check('**/*.log', { count: { min: 2, max: 2 } }, files)).state).toBe('healthy');
    expect(listed.toSorted()).toEqual(['', '/a', '/a/b', '/a/b/c']);
  });

  it.skipIf(process.platform === 'win32')(
    'follows links at a named level, and none that leads in a circle',
    async () => {
      await file('real/x.log');
      await symlink(join(folder, 'real'), join(folder, 'linked'));
      await symlink(folder, join(folder, 'real', 'circle'));
      await symlink(join(folder, 'self'), join(folder, 'self'));
      await symlink(join(folder, 'gone'), join(folder, 'dangling.log'));
      expect((await check('*/x.log', { count: { min: 2, max: 2 } })).message).not.toContain('expected');
      expect((await check('**/x.log', { count: { min: 1, max: 1 } })).state).toBe('healthy');
      expect((await check('dangling.log')).message).toContain('nothing matches');
      expect((await check('self')).message).toContain('links that lead in a circle');
    },
  );

  it('does not look at more than 10,000 entries', async () => {
    let listed = 0;
    const endless: FileAccess = {
      stat: (path) => nodeFiles.stat(path),
      async *list() {
        for (;;) yield { name: `x${(listed += 1)}`, kind: 'dir' };
      },
    };
    const found = await check('**/y', {}, endless);
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'internal' });
    expect(found.message).toContain('more than 10,000 entries');
    expect(listed).toBe(10_001);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says that it may not look',
    async () => {
      await file('closed/x');
      await chmod(join(folder, 'closed'), 0);
      const found = await check('closed/*');
      await chmod(join(folder, 'closed'), 0o700);
      expect(found).toMatchObject({ state: 'unhealthy', failure: 'internal' });
      expect(found.message).toBe(`permission denied: ${join(folder, 'closed')}`);
    },
  );

  it('judges what it can see where one folder is closed to it, and says so', async () => {
    await file('open/x', HOUR);
    await file('closed/x', HOUR);
    const files: FileAccess = {
      stat: (path) =>
        path.includes('closed') ? Promise.reject(systemError('EACCES')) : nodeFiles.stat(path),
      list: (directory) => nodeFiles.list(directory),
    };
    expect(await check('*/x', {}, files)).toMatchObject({
      state: 'healthy',
      message: `60 min old, 10 B; permission denied: ${join(folder, 'closed/x')}`,
    });
  });

  it('does not mind a file that vanishes between listing and looking', async () => {
    await file('a');
    await file('b');
    const files: FileAccess = {
      stat: (path) => (path.endsWith('b') ? Promise.reject(systemError('ENOENT')) : nodeFiles.stat(path)),
      list: (directory) => nodeFiles.list(directory),
    };
    expect(await check('*', { count: { min: 1, max: 1 } }, files)).toMatchObject({ state: 'healthy' });
  });

  it('ends at the timeout where the file system hangs, and leaves it alone until it answers', async () => {
    const answer = Promise.withResolvers<never>();
    let asked = 0;
    const hung: FileAccess = {
      stat: () => {
        asked += 1;
        return answer.promise;
      },
      list: (directory) => nodeFiles.list(directory),
    };
    const kind = createFileCheck(hung);
    const monitor = fileMonitor({ path: '/far/away', timeoutMs: 50 });
    expect(await kind.run(monitor, checkContext())).toMatchObject({
      state: 'unhealthy',
      failure: 'timeout',
      message: '/far/away: the file system did not answer within 50 ms',
    });
    expect((await kind.run(monitor, checkContext())).message).toContain('still has not answered');
    expect(asked).toBe(1);
    answer.reject(systemError('ENOENT'));
    await new Promise((resolve) => setImmediate(resolve));
    expect((await kind.run(monitor, checkContext())).message).toBe('nothing matches /far/away');
    expect(asked).toBe(2);
  });

  it('rejects with the reason when it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('monitor removed'));
    const run = createFileCheck().run(fileMonitor({ path: folder }), checkContext({ signal }));
    await expect(run).rejects.toThrow('monitor removed');
  });
});

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
