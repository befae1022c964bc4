import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt } from '../../scripts/sources.ts';
import { startHealthTarget, type HealthTarget } from '../fixtures/health-target.ts';
import { watchpostHome, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

const root = path.resolve(import.meta.dirname, '../..');
const ESC = '\u001b';

describe('the commands, as processes', () => {
  let home: WatchpostHome;
  let target: HealthTarget;
  beforeAll(async () => {
    home = watchpostHome();
    target = await startHealthTarget();
  });
  afterAll(async () => {
    await home.remove();
    await target.close();
  });

  const config = (name = 'Web') => `version: 1
network: { canaries: [] }
monitors:
  - { id: web, name: ${name}, kind: http, url: "${target.url}", timeout: 5s }
  - { id: off, kind: tcp, host: 127.0.0.1, port: 1, enabled: false }
`;
  const check = async (...args: string[]) => (await home.json<{ state: string }>(['check', ...args])).code;

  it('check exits by the state, as Nagios plugins do', async () => {
    home.writeConfig(config());
    target.answer(200, { status: 'ok' });
    expect(await check()).toBe(0);
    target.answer(200, { status: 'degraded' });
    expect(await check()).toBe(1);
    expect(await check('--fail-on', 'unhealthy')).toBe(0);
    target.answer(503, { status: 'down' });
    expect(await check('--fail-on', 'unhealthy')).toBe(2);
    target.answer(200, { status: 'unknown' });
    expect(await check()).toBe(3);
    expect(await check('--monitor', 'off')).toBe(2);
    expect(await check('--monitor', 'nobody')).toBe(1);
  });

  it('check says to people, and not in its document, how a body was read', async () => {
    target.answer(200, { status: 'ok' });
    const shown = await home.run(['check', '--no-color']);
    expect(shown.stdout).toContain('read as status-only: one field that says the state');
    expect((await home.run(['check', '--json'])).stdout).not.toContain('status-only');
  });

  it('check waits for a state, and gives up in time by the last one', async () => {
    target.answer(503, { status: 'down' });
    const asked = target.asked();
    const waiting = check('--wait', 'healthy', '--timeout', '30s');
    while (target.asked() === asked) await new Promise((resolve) => setTimeout(resolve, 20));
    target.answer(200, { status: 'ok' });
    expect(await waiting).toBe(0);
    target.answer(503, { status: 'down' });
    expect(await check('--wait', 'healthy', '--timeout', '1500ms')).toBe(2);
  });

  it('shows hostile names and messages without a character that steers the terminal', async () => {
    home.writeConfig(config(String.raw`"\e[31mred\e]0;title\a\u202Eevil\u009b2J"`));
    target.answer(503, {
      status: 'down',
      message: `${ESC}[2Jwiped\u009b31m\u0007`,
      services: { [`${ESC}[5m`]: 'down' },
    });
    const shown = await home.run(['check']);
    expect(shown.code).toBe(2);
    expect(shown.stdout).toContain('red');
    expect(shown.stdout.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/u);
    const asJson = await home.run(['check', '--json']);
    expect(asJson.stdout.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/u);
    expect(asJson.stdout).toContain(String.raw`\u001b`);
    const effective = await home.run(['config', 'show']);
    expect(effective.stdout.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/u);
    home.writeConfig(`version: 1\n${ESC}[31mkey: 1\n"\\e[2J": 2\n`);
    const refused = await home.run(['config', 'validate']);
    expect(refused.code).toBe(78);
    expect(refused.stderr.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/u);
    home.writeConfig(config());
  });

  it('end quietly when their reader has seen enough', async () => {
    target.answer(200, { status: 'ok' });
    const child = home.start(['check']);
    let stderr = '';
    child.stderr?.on('data', (text: string) => (stderr += text));
    child.stdout?.destroy();
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
  });

  it('tell each problem of a configuration at its place relative to the caller, and exit 78', async () => {
    writeFileSync(
      path.join(home.work, 'bad.yaml'),
      'version: 1\nmonitors:\n  - { id: a, kind: http, url: "http://a.example", interval: soon }\n',
    );
    for (const args of [['check'], ['health'], ['metrics'], ['config', 'show'], ['serve']]) {
      const { code, stdout, stderr } = await home.run([...args, '--config', 'bad.yaml']);
      expect({ args, code, stdout }).toEqual({ args, code: 78, stdout: '' });
      expect(stderr).toMatch(
        /^bad\.yaml:3:61 monitors\[0\]\.interval: expected a duration such as "30s", got "soon"\n$/u,
      );
    }
  });

  it('config show masks every secret', async () => {
    home.writeConfig(`version: 1
monitors:
  - id: web
    kind: http
    url: "http://me:hunter22@127.0.0.1:9/?key=querysecret"
    headers: { X-Key: "\${KEY:-headersecret}" }
`);
    for (const args of [['config', 'show'], ['config', 'show', '--json'], ['check', '--json'], ['health']]) {
      const { stdout, stderr } = await home.run(args, { env: { KEY: 'envsecret' } });
      expect(stdout + stderr).not.toMatch(/hunter22|querysecret|headersecret|envsecret/u);
    }
    home.writeConfig(config());
  });

  it.skipIf(process.platform !== 'linux')('secret says how to go on without a keychain', async () => {
    const stored = await home.json<{ error: { message: string } }>(['secret', 'set', 'books'], {
      input: 'x\n',
    });
    expect(stored.code).toBe(1);
    expect(stored.document.error.message).toContain('keychain cannot be reached');
    expect(stored.document.error.message).toContain('environment variable');
    const nothing = await home.json(['secret', 'set', 'books'], { input: '\n' });
    expect(nothing).toMatchObject({ code: 1, document: { error: { code: 'no-value' } } });
  });

  it('health-body reads a saved body as a check would', async () => {
    const saved = JSON.parse(
      readFileSync(path.join(root, 'tests/fixtures/health/s5-redis-down.json'), 'utf8'),
    ) as {
      body: unknown;
    };
    writeFileSync(path.join(home.work, 'body.json'), JSON.stringify(saved.body));
    const read = await home.json([
      'health-body',
      'body.json',
      '--status',
      '503',
      '--content-type',
      'application/json',
    ]);
    expect(read).toEqual({
      code: 0,
      document: {
        dialect: expect.any(String),
        state: 'unhealthy',
        message: expect.any(String),
        components: expect.arrayContaining([
          { path: 'redis', state: 'unhealthy', message: expect.any(String) },
        ]),
      },
    });
    writeFileSync(path.join(home.work, 'text.txt'), 'once upon a time');
    const other = (status: number) => home.json(['health-body', 'text.txt', '--status', String(status)]);
    expect(await other(200)).toMatchObject({ document: { dialect: null, state: 'healthy', components: [] } });
    expect(await other(500)).toMatchObject({ document: { dialect: null, state: 'unhealthy' } });
    expect(await other(429)).toMatchObject({ document: { dialect: null, state: 'unknown' } });
    expect(await home.json(['health-body', 'none.json'])).toMatchObject({
      code: 1,
      document: { error: { code: 'unreadable' } },
    });
  });

  it('demo fill makes a history of its own that health, metrics and verify read', async () => {
    const filled = await home.run(['demo', 'fill', '--days', '4', '--monitors', '3', '--json']);
    expect(filled.code).toBe(0);
    expect(filled.stderr).toContain('3 of 3 monitors');
    const { dataDir, configFile, results } = JSON.parse(filled.stdout) as {
      dataDir: string;
      configFile: string;
      results: number;
    };
    expect(dataDir).toBe(path.join(home.dataDir, 'filled'));
    expect(results).toBeGreaterThan(3 * 2000);
    expect(
      [dataDir, configFile, path.join(dataDir, 'history.db')].map((file) => statSync(file).mode & 0o777),
    ).toEqual([0o700, 0o600, 0o600]);
    const there = ['--config', configFile, '--data', dataDir];
    const { document } = await home.json<{ monitors: { id: string; checks: number }[] }>([
      'metrics',
      '-p',
      '3d',
      '--monitor',
      'service-0002',
      ...there,
    ]);
    expect(document.monitors).toHaveLength(1);
    expect(document.monitors[0]?.checks).toBeGreaterThan(2000);
    expect(await home.json(['history', 'verify', ...there])).toMatchObject({
      code: 0,
      document: { ok: true },
    });
    const health = await home.json<{ monitors: { id: string }[] }>(['health', ...there]);
    expect(health.document.monitors.map(({ id }) => id)).toEqual([
      'service-0001',
      'service-0002',
      'service-0003',
    ]);
    expect(await home.json(['demo', 'fill'])).toMatchObject({
      code: 1,
      document: { error: { code: 'exists' } },
    });
  });

  it.skipIf(!isBuilt())(
    'resolve paths where the user called npm from, and print nothing but the document (skipped before a build)',
    () => {
      mkdirSync(path.join(home.work, 'sub'), { recursive: true });
      writeFileSync(path.join(home.work, 'sub/w.yaml'), config());
      const { status, stdout, stderr } = spawnSync(
        'npm',
        ['--prefix', root, 'run', '--silent', 'watchpost', '--', 'config', 'validate', 'w.yaml', '--json'],
        { cwd: path.join(home.work, 'sub'), encoding: 'utf8', env: { ...process.env, HOME: home.dir } },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ file: path.join(home.work, 'sub/w.yaml'), valid: true });
    },
  );
});
