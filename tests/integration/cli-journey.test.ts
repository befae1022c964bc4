import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startHealthTarget, type HealthTarget } from '../fixtures/health-target.ts';
import { watchpostHome, type Serving, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

interface Entry {
  id: string;
  state: string;
  lastState: string | null;
  dataAgeMs: number | null;
  since: string | null;
  paused?: true;
  components: { path: string; state: string }[];
}
interface Health {
  state: string;
  at: string;
  monitors: Entry[];
}
interface Metrics {
  from: string;
  to: string;
  monitors: { id: string; checks: number; uptime: number | null; latency: Record<string, number | null> }[];
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;
/** Conditions, not times, end a wait; this is only how long a broken one may take. */
const PATIENCE = { timeout: 15_000, interval: 100 };

/** The steps build on each other, as a user's do. */
describe('a user who watches a service from the command line', () => {
  let home: WatchpostHome;
  let target: HealthTarget;
  let serving: Serving;

  const config = (more = '', name = 'Web') => `version: 1
network: { canaries: [] }
defaults: { interval: 1s, timeout: 500ms, confirm: { failures: 1, recoveries: 1, at_least: 0s } }
monitors:
  - { id: web, name: ${name}, group: Shop, kind: http, url: "${target.url}" }
  - { id: port, kind: tcp, host: 127.0.0.1, port: ${target.port} }
${more}`;
  const health = async () => {
    const { code, document } = await home.json<Health>(['health']);
    const find = (id: string) => document.monitors.find((monitor) => monitor.id === id);
    return { code, document, web: find('web'), port: find('port') };
  };
  const healthUntil = (code: number) =>
    vi.waitFor(async () => {
      const found = await health();
      expect(found.code).toBe(code);
      return found;
    }, PATIENCE);

  beforeAll(async () => {
    home = watchpostHome();
    target = await startHealthTarget();
  });
  afterAll(async () => {
    await home.remove();
    await target.close();
  });

  it('begins with a configuration that is valid as it was written', async () => {
    const { code, document } = await home.json<{ file: string }>(['config', 'init']);
    expect({ code, document }).toEqual({ code: 0, document: { file: home.configFile } });
    expect(statSync(home.configFile).mode & 0o777).toBe(0o600);
    const valid = await home.json(['config', 'validate']);
    expect(valid).toMatchObject({ code: 0, document: { file: home.configFile, valid: true, monitors: 0 } });
    const again = await home.json<{ error: { code: string } }>(['config', 'init']);
    expect(again).toMatchObject({ code: 1, document: { error: { code: 'exists' } } });
  });

  it('checks once without a history', async () => {
    home.writeConfig(config());
    const { code, document } = await home.json<Health>(['check']);
    expect(code).toBe(0);
    expect(document).toEqual({
      state: 'healthy',
      at: expect.stringMatching(ISO),
      monitors: [
        {
          id: 'web',
          name: 'Web',
          group: 'Shop',
          kind: 'http',
          state: 'healthy',
          latencyMs: expect.any(Number),
          httpStatus: 200,
          message: expect.any(String),
          components: [],
        },
        expect.objectContaining({ id: 'port', kind: 'tcp', group: null, httpStatus: null, state: 'healthy' }),
      ],
    });
    expect(existsSync(home.dataDir)).toBe(false);
  });

  it('is told that commands which change something need a running instance', async () => {
    for (const args of [['pause'], ['resume'], ['mark', 'x'], ['dashboard'], ['notify', 'test', 'desktop']]) {
      const { code, document } = await home.json<{ error: { code: string; message: string } }>(args);
      expect({ args, code, error: document.error.code }).toEqual({ args, code: 1, error: 'not-running' });
      expect(document.error.message).toContain('does not run');
    }
  });

  it('starts it, and sees the health of everything in the history', async () => {
    serving = await home.serve();
    expect(serving.pid).toBe(serving.child.pid);
    expect(serving.url).toContain(`?token=${serving.token}`);
    const { document, web } = await healthUntil(0);
    expect(document).toMatchObject({ state: 'healthy', at: expect.stringMatching(ISO) });
    expect(web).toEqual({
      id: 'web',
      name: 'Web',
      group: 'Shop',
      kind: 'http',
      state: 'healthy',
      latencyMs: expect.any(Number),
      httpStatus: 200,
      message: expect.any(String),
      components: [],
      since: expect.stringMatching(ISO),
      dataAgeMs: expect.any(Number),
      lastState: 'healthy',
    });
    expect((await home.run(['health'])).stdout).toContain('● healthy: 2 monitors');
  });

  it('reads figures over a period, of all monitors or of one', async () => {
    const metrics = await vi.waitFor(async () => {
      const { code, document } = await home.json<Metrics>(['metrics', '-p', '10m']);
      expect(code).toBe(0);
      expect(document.monitors.map(({ id }) => id)).toEqual(['web', 'port']);
      for (const { checks } of document.monitors) expect(checks).toBeGreaterThan(0);
      return document;
    }, PATIENCE);
    expect(metrics).toMatchObject({ from: expect.stringMatching(ISO), to: expect.stringMatching(ISO) });
    expect(Date.parse(metrics.to) - Date.parse(metrics.from)).toBe(600_000);
    const latency = { p50Ms: expect.any(Number), p95Ms: expect.any(Number), p99Ms: expect.any(Number) };
    expect(metrics.monitors[0]).toEqual({
      id: 'web',
      checks: expect.any(Number),
      uptime: 1,
      errorRate: 0,
      unknownMs: expect.any(Number),
      latency: { ...latency, maxMs: expect.any(Number) },
    });
    const one = await home.json<Metrics>(['metrics', '--monitor', 'port']);
    expect(one.document.monitors.map(({ id }) => id)).toEqual(['port']);
    const none = await home.json(['metrics', '--monitor', 'nobody']);
    expect(none).toMatchObject({ code: 1, document: { error: { code: 'unknown-monitor' } } });
  });

  it('pauses one monitor and resumes it', async () => {
    const unknown = await home.json(['pause', '--monitor', 'nobody']);
    expect(unknown).toMatchObject({ code: 1, document: { error: { code: 'unknown-monitor' } } });
    const paused = await home.json(['pause', '--monitor', 'port', '--for', '1h']);
    expect(paused).toMatchObject({ code: 0, document: { paused: ['port'], forMs: 3_600_000 } });
    const { document, port } = await vi.waitFor(async () => {
      const found = await health();
      expect(found.port?.paused).toBe(true);
      return found;
    }, PATIENCE);
    expect(port?.state).toBe('healthy');
    expect(document.state).toBe('healthy');
    expect((await home.run(['resume', '--monitor', 'port'])).code).toBe(0);
    await vi.waitFor(async () => expect((await health()).port).not.toHaveProperty('paused'), PATIENCE);
  });

  it('sets marks, finds the window, and is told plainly when a popup cannot be shown', async () => {
    const marked = await home.json<{ at: string }>(['mark', 'deploy 1.4']);
    expect(marked).toMatchObject({
      code: 0,
      document: { at: expect.stringMatching(ISO), text: 'deploy 1.4' },
    });
    const window = await home.json<{ url: string }>(['dashboard']);
    expect(window.code).toBe(0);
    const page = await fetch(window.document.url, { redirect: 'manual' });
    expect(page).toMatchObject({ status: 302 });
    expect(page.headers.get('location')).toBe('/');
    const shown = await home.json<{ error: { code: string; message: string } }>([
      'notify',
      'test',
      'desktop',
    ]);
    expect(shown).toMatchObject({ code: 1, document: { error: { code: 'not-shown' } } });
    const other = await home.json<{ error: { message: string } }>(['notify', 'test', 'pager']);
    expect(other.code).toBe(1);
    expect(other.document.error.message).toContain('desktop');
  });

  it('applies an edit by its difference, and an invalid one not at all', async () => {
    const before = (await serving.status()).monitors.find(({ id }) => id === 'web');
    home.writeConfig(
      config(`  - { id: more, kind: tcp, host: 127.0.0.1, port: ${target.port} }\n`, 'Web shop'),
    );
    const edited = await vi.waitFor(async () => {
      const { monitors } = await serving.status();
      expect(monitors.map(({ id }) => id)).toEqual(['web', 'port', 'more']);
      return monitors.find(({ id }) => id === 'web');
    }, PATIENCE);
    expect(edited).toMatchObject({ name: 'Web shop', state: 'healthy', since: before?.since });

    home.writeConfig(`${config()}  - { id: bad, kind: tcp, host: 127.0.0.1, port: 99999999 }\n`);
    const { instance, monitors } = await vi.waitFor(async () => {
      const status = await serving.status();
      expect(status.instance.configProblems).toHaveLength(1);
      return status;
    }, PATIENCE);
    expect(instance.configProblems[0]).toMatchObject({
      file: home.configFile,
      line: 7,
      path: expect.stringContaining('monitors[2].port'),
    });
    expect(instance.configInvalid).toBe(false);
    expect(monitors.map(({ id }) => id)).toEqual(['web', 'port', 'more']);
    expect((await home.run(['health'])).code).toBe(78);

    home.writeConfig(config());
    await vi.waitFor(async () => {
      const status = await serving.status();
      expect(status.instance.configProblems).toEqual([]);
      expect(status.monitors.map(({ id }) => id)).toEqual(['web', 'port']);
    }, PATIENCE);
  });

  it('sees an outage with the part that fails, and the recovery', async () => {
    target.answer(503, {
      status: 'down',
      services: { redis: { status: 'down' }, database: { status: 'ok' } },
    });
    const { web, document } = await healthUntil(2);
    expect(document.state).toBe('unhealthy');
    expect(web).toMatchObject({ state: 'unhealthy', httpStatus: 503, lastState: 'unhealthy' });
    expect(web?.components).toContainEqual(expect.objectContaining({ path: 'redis', state: 'unhealthy' }));
    expect((await home.run(['health'])).stdout).toMatch(/✖ +Web +unhealthy.*redis/u);
    target.answer(200, { status: 'ok' });
    await healthUntil(0);
    const { document: figures } = await home.json<Metrics>(['metrics', '--monitor', 'web']);
    expect(figures.monitors[0]?.uptime).toBeLessThan(1);
  });

  it('stops it, and reads what it left: first as it was, then as unknown with the last state', async () => {
    await home.run(['pause', '--monitor', 'port']);
    const { code, tookMs } = await serving.end('SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5000);
    expect(existsSync(path.join(home.dataDir, 'instance.json'))).toBe(false);
    const { document, web, port } = await healthUntil(3);
    expect(document.state).toBe('unknown');
    expect(web).toMatchObject({ state: 'unknown', lastState: 'healthy' });
    expect(web?.dataAgeMs).toBeGreaterThan(2500);
    expect(port).toMatchObject({ paused: true, state: 'healthy' });
  });

  it('starts it again with the history, the pause and the state that it had', async () => {
    const before = await home.json<Metrics>(['metrics', '--monitor', 'web']);
    serving = await home.serve();
    const { port } = await healthUntil(0);
    expect(port).toMatchObject({ paused: true, state: 'healthy' });
    const after = await home.json<Metrics>(['metrics', '--monitor', 'web']);
    expect(after.document.monitors[0]?.checks).toBeGreaterThan(
      before.document.monitors[0]?.checks ?? Infinity,
    );
    const verified = await home.json(['history', 'verify']);
    expect(verified).toMatchObject({ code: 0, document: { ok: true, differences: [] } });
    expect((await serving.end()).code).toBe(0);
  });
});
