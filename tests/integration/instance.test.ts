import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { configFolder } from '../fixtures/config-folder.ts';
import { startHealthTarget, type HealthTarget } from '../fixtures/health-target.ts';
import { cliEntry, watchpostHome, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

const PATIENCE = { timeout: 15_000, interval: 50 };
const mode = (file: string) => statSync(file).mode & 0o777;

describe('one instance for a data directory', () => {
  let home: WatchpostHome;
  let target: HealthTarget;
  beforeAll(async () => {
    target = await startHealthTarget();
  });
  afterAll(() => target.close());
  beforeEach(() => {
    home = watchpostHome();
    home.writeConfig(`version: 1
network: { canaries: [] }
monitors: [{ id: web, kind: http, url: "${target.url}", interval: 1s, timeout: 500ms }]
`);
  });
  afterEach(() => home.remove());

  const inData = (name: string) => path.join(home.dataDir, name);
  const hasHistory = () =>
    vi.waitFor(async () => {
      const { document } = await home.json<{ monitors: { checks: number }[] }>(['metrics']);
      expect(document.monitors[0]?.checks).toBeGreaterThan(0);
    }, PATIENCE);

  it('tells who it is in a file for its user alone, keeps all else private, and removes it at the end', async () => {
    mkdirSync(home.dataDir, { recursive: true });
    chmodSync(home.dataDir, 0o755);
    writeFileSync(inData('token'), `${'ab'.repeat(32)}\n`, { mode: 0o644 });
    const serving = await home.serve();
    await hasHistory();
    expect(mode(home.dataDir)).toBe(0o700);
    const files = readdirSync(home.dataDir);
    expect(files).toEqual(
      expect.arrayContaining(['history.db', 'history.db-wal', 'history.db-shm', 'instance.json', 'token']),
    );
    expect(Object.fromEntries(files.map((name) => [name, mode(inData(name))]))).toEqual(
      Object.fromEntries(files.map((name) => [name, 0o600])),
    );
    expect(JSON.parse(readFileSync(inData('instance.json'), 'utf8'))).toEqual({
      pid: serving.pid,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/u),
      endpoint: inData('watchpost.sock'),
      token: 'ab'.repeat(32),
      url: serving.url,
    });
    expect((await serving.end()).code).toBe(0);
    expect(existsSync(inData('instance.json'))).toBe(false);
  });

  it('turns a second one away by the name of the first, which goes on', async () => {
    const serving = await home.serve();
    const second = await home.run(['serve']);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr.trim()).toBe(
      `watchpost: Watchpost already runs on ${home.dataDir} (process ${serving.pid}).`,
    );
    const asJson = await home.json(['serve']);
    expect(asJson).toMatchObject({ code: 1, document: { error: { code: 'already-running' } } });
    expect((await home.json(['mark', 'still there'])).code).toBe(0);
  });

  it('lets two instances run on two data directories', async () => {
    const first = await home.serve();
    const second = await home.serve(['--data', 'elsewhere']);
    expect(second.url).not.toBe(first.url);
    expect(existsSync(path.join(home.work, 'elsewhere/instance.json'))).toBe(true);
  });

  it('prints the address for people, with its token, as the first line', async () => {
    const child = home.start(['serve']);
    let out = '';
    child.stdout?.on('data', (text: string) => (out += text));
    child.stderr?.on('data', (text: string) => (out += text));
    await vi.waitFor(() => expect(out).toContain('\n'), PATIENCE);
    const url = /^Watchpost: (http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]{64})\n/u.exec(out)?.[1] ?? '';
    expect(out).toContain(url);
    expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('/');
  });

  it('is found gone after a kill, and recovers what it had committed', async () => {
    const killed = await home.serve();
    await hasHistory();
    await killed.end('SIGKILL');
    expect(existsSync(inData('instance.json'))).toBe(true);
    const mark = await home.json(['mark', 'x']);
    expect(mark).toMatchObject({ code: 1, document: { error: { code: 'not-running' } } });
    const before = await home.json<{ monitors: { checks: number }[] }>(['metrics']);
    expect(before.document.monitors[0]?.checks).toBeGreaterThan(0);

    const next = await home.serve();
    expect(JSON.parse(readFileSync(inData('instance.json'), 'utf8'))).toMatchObject({ pid: next.pid });
    expect((await home.json(['mark', 'x'])).code).toBe(0);
    const after = await home.json<{ monitors: { checks: number }[] }>(['metrics']);
    expect(after.document.monitors[0]?.checks).toBeGreaterThanOrEqual(
      before.document.monitors[0]?.checks ?? Infinity,
    );
    expect(await home.json(['history', 'verify'])).toMatchObject({ code: 0, document: { differences: [] } });
  });

  it('goes on without logs where their database is broken, and says so', async () => {
    mkdirSync(home.dataDir, { recursive: true });
    writeFileSync(inData('logs.db'), 'this was never a database '.repeat(40));
    const serving = await home.serve();
    const notice = await vi.waitFor(async () => {
      const { instance } = await serving.status();
      expect(instance.notices).toHaveLength(1);
      return instance.notices[0];
    }, PATIENCE);
    expect(notice).toMatchObject({ id: 'logs', severity: 'warning' });
    expect(notice?.text).toContain('not a SQLite database');
    await hasHistory();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends within seconds at %s, whoever is connected',
    async (signal) => {
      const serving = await home.serve();
      const socket = new WebSocket(`ws://127.0.0.1:${new URL(serving.url).port}/api/ws`, {
        headers: { authorization: `Bearer ${serving.token}` },
      });
      await new Promise((resolve) => socket.once('open', resolve));
      // A window that hangs neither reads nor closes.
      socket.pause();
      const { code, tookMs } = await serving.end(signal);
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(5000);
      socket.terminate();
    },
  );

  it('heeds a signal that comes while it starts', async () => {
    const child = home.start(['serve', '--json']);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await vi.waitFor(() => expect(existsSync(inData('instance.json'))).toBe(true), PATIENCE);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(inData('instance.json'))).toBe(false);
  });

  it.each(['history.db', 'logs.db'])(
    'refuses a newer %s in one line and leaves it untouched',
    async (name) => {
      const serving = await home.serve();
      await vi.waitFor(() => expect(existsSync(inData(name))).toBe(true), PATIENCE);
      await serving.end();
      const db = new Database(inData(name));
      db.pragma('user_version = 99990');
      db.close();
      const look = () => {
        const { mtimeMs, size } = statSync(inData(name));
        return { mtimeMs, size, bytes: readFileSync(inData(name)).toString('base64') };
      };
      const before = look();
      const refused = await home.run(['serve']);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr.trim().split('\n')).toHaveLength(1);
      expect(refused.stderr).toContain('newer Watchpost');
      const commands = name === 'history.db' ? [['health'], ['metrics'], ['history', 'verify']] : [];
      for (const args of commands) {
        const { code, document } = await home.json<{ error: { code: string; message: string } }>(args);
        expect({ args, code, error: document.error.code }).toEqual({ args, code: 1, error: 'newer-version' });
        expect(document.error.message).not.toContain('\n');
      }
      expect(look()).toEqual(before);
      expect(existsSync(inData('instance.json'))).toBe(false);
    },
  );

  it('starts nothing on an invalid configuration, and says where each mistake is', async () => {
    home.writeConfig('version: 1\nmonitors:\n  - { id: web, kind: http, interval: soon }\n  - { id: web }\n');
    const { code, stdout, stderr } = await home.run(['serve', '--config', home.configFile]);
    expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
    for (const line of stderr.trim().split('\n')) {
      expect(line).toMatch(/watchpost\.yaml:\d+:\d+ monitors\[\d\][\w.]*: \S/u);
    }
    expect(stderr).toContain('"soon"');
    expect(existsSync(inData('instance.json'))).toBe(false);
    expect(await home.json(['serve'])).toMatchObject({
      code: 78,
      document: { error: { code: 'invalid-config' } },
    });
  });

  it('says what is in the way of its port, its address and its data directory', async () => {
    const { code, stderr } = await home.run(['serve', '--port', String(target.port)]);
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${target.port} is in use`);
    expect(existsSync(inData('instance.json'))).toBe(false);
    const nowhere = await home.run(['serve', '--host', '192.0.2.1']);
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toContain('no address 192.0.2.1');
    writeFileSync(path.join(home.work, 'file'), '');
    const notADirectory = await home.run(['serve', '--data', 'file']);
    expect(notADirectory.code).toBe(1);
    expect(notADirectory.stderr).toContain('choose another with --data');
  });

  it('works on a data directory behind a link and with a name too long for a socket', async () => {
    const real = path.join(home.dir, 'r'.repeat(120), 'real');
    mkdirSync(real, { recursive: true });
    symlinkSync(real, path.join(home.work, 'link'));
    await home.serve(['--data', 'link']);
    expect((await home.json(['mark', 'x', '--data', 'link'])).code).toBe(0);
    await home.serve(['--data', path.join(real, 'deep')]);
    expect((await home.json(['mark', 'x', '--data', path.join(real, 'deep')])).code).toBe(0);
  });
});

describe('a Node that is too old', () => {
  const old = ['/usr/bin/node', '/usr/local/bin/node', '/bin/node'].find((program) => {
    const version = existsSync(program) ? spawnSync(program, ['-p', 'process.versions.node']).stdout : null;
    return version !== null && Number.parseInt(String(version), 10) < 22;
  });

  it.skipIf(!old)('is refused in one line (skipped where this machine has no Node below 22)', async () => {
    const folder = configFolder();
    folder.write('package.json', '{"type":"module"}');
    await build({
      entryPoints: [cliEntry],
      outdir: folder.folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
    });
    const compiled = folder.path('cli.js');
    const { status, stdout, stderr } = spawnSync(old ?? '', [compiled, 'check', '--json'], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('Node 22');
  });
});
