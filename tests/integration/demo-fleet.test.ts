import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoFleet, type DemoFleet, type DemoFleetOptions } from '../../electron/demo/fleet.ts';
import type { PortName } from '../../electron/demo/ports.ts';
import { seededRandom } from '../../electron/demo/seeded-random.ts';
import type { ChapterName } from '../../electron/demo/story.ts';
import { loadConfig } from '../../electron/engine/config/load.ts';
import { readHealth } from '../../electron/engine/health/read-health.ts';
import { StandingClock } from '../fakes/standing-clock.ts';
import { parsePrometheus } from '../fixtures/prometheus-text.ts';

/** Fast enough that a slow answer takes a seventh of a second and a tick a twentieth. */
const SPEED = 20;
const entry = join(import.meta.dirname, '../../electron/demo.ts');

const clock = new StandingClock(Date.now());
const problems: string[] = [];
let dir = '';
let fleet: DemoFleet;

function options(dataDir: string): DemoFleetOptions {
  return {
    dataDir,
    clock,
    random: seededRandom(7),
    speed: SPEED,
    assistantCommand: [process.execPath, entry, 'monitor'],
    onProblem: (message) => void problems.push(message),
  };
}

/** Goes to five seconds after the beginning of a chapter, wherever the story stands. */
function goTo(name: ChapterName): void {
  fleet.replay();
  for (let guard = 0; fleet.storyPosition().chapter.name !== name; guard += 1) {
    if (guard > 200) throw new Error(`No chapter ${name}`);
    clock.jump(5_000 / SPEED);
  }
  clock.jump(5_000 / SPEED);
}

/** Waits for what the next ticks bring. */
async function until<T>(look: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const value = await look();
    if (wanted(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return look();
}

function isOpen(port: PortName): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(fleet.ports[port], '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** `STATUS state` and what is not healthy, or `refused`. */
async function health(port: PortName, path = '/health'): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${fleet.ports[port]}${path}`).catch(() => null);
  if (!response) return 'refused';
  const body = new Uint8Array(await response.arrayBuffer());
  const reading = readHealth(body, {
    status: response.status,
    contentType: response.headers.get('content-type'),
    path,
  });
  const bad = reading.components.filter(({ state }) => state !== 'healthy');
  return [response.status, reading.state, ...bad.map((part) => part.path)].join(' ');
}

function assistant(command = 'health'): Promise<{ code: number; stdout: string }> {
  const cwd = join(dir, 'systems', 'assistant-cli');
  return new Promise((resolve) => {
    execFile(process.execPath, [entry, 'monitor', command], { cwd }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout });
    });
  });
}

async function assistantExits(code: number): Promise<unknown> {
  const { code: last, stdout } = await until(
    () => assistant(),
    (result) => result.code === code,
  );
  expect(last).toBe(code);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'watchpost-demo-'));
  fleet = await startDemoFleet(options(dir));
});
afterAll(async () => {
  await fleet.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function expectAllHealthy(): Promise<void> {
  const all = async (): Promise<string[]> => [
    await health('platform'),
    await health('platform', '/health/ready'),
    await health('platform', '/health/live'),
    await health('universal', '/api/health?detailed=true'),
    await health('writing1'),
    await health('writing2'),
    await health('model'),
    await health('books'),
    (await health('thirdParty', '/v1/models')).slice(0, 3),
    (await isOpen('redis')) ? '200 healthy' : 'refused',
    (await isOpen('mongodb')) ? '200 healthy' : 'refused',
  ];
  const healthy = (states: string[]): boolean => states.every((state) => /^200( healthy)?$/.test(state));
  expect(await until(all, healthy)).toSatisfy(healthy);
  await assistantExits(0);
}

describe('the demo fleet', () => {
  it('begins with everything healthy', expectAllHealthy);

  it('has a slow database: the assistant and both API servers are degraded, the latter slow', async () => {
    goTo('slow-database');
    expect(await health('writing1')).toBe('200 degraded mongodb');
    expect(await health('writing2')).toBe('200 degraded mongodb');
    expect(await health('books')).toBe('200 healthy');
    const begun = performance.now();
    await health('writing1');
    expect(performance.now() - begun).toBeGreaterThan(1_900 / SPEED);
    expect(await assistantExits(1)).toMatchObject({
      status: 'degraded',
      checks: [{ name: 'database', status: 'degraded' }, {}, {}],
    });
  });

  it('has no Redis: its port is closed, the book API is a 503 that says OK, the writers use their cache', async () => {
    goTo('redis-down');
    expect(
      await until(
        () => isOpen('redis'),
        (open) => !open,
      ),
    ).toBe(false);
    expect(await isOpen('mongodb')).toBe(true);
    expect(await health('books')).toMatch(/^503 \w+ redis$/);
    expect(await (await fetch(`http://127.0.0.1:${fleet.ports.books}/health`)).json()).toMatchObject({
      status: 'OK',
    });
    expect(await health('writing1')).toMatch(/^200 degraded .*redis/);
    expect(await health('platform')).toBe('200 healthy');
  });

  it('opens the port of Redis again', async () => {
    goTo('third-party-401');
    expect(await until(() => isOpen('redis'), Boolean)).toBe(true);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(fleet.ports.redis, '127.0.0.1', () => socket.write('PING\r\n'));
      socket.once('data', (data: Buffer) => {
        socket.destroy();
        resolve(data.toString());
      });
    });
    expect(answer).toBe('+PONG\r\n');
  });

  it('has a third party that answers 401, which troubles nobody', async () => {
    goTo('third-party-401');
    expect((await health('thirdParty', '/v1/models')).slice(0, 3)).toBe('401');
    expect(await health('platform')).toBe('200 healthy');
    expect(await health('model')).toBe('200 healthy');
  });

  it('has a third party that answers 500, which three systems feel', async () => {
    goTo('third-party-500');
    expect((await health('thirdParty', '/v1/models')).slice(0, 3)).toBe('500');
    expect(await health('platform')).toMatch(/^503 degraded \S*openai$/);
    expect(await health('universal', '/api/health?detailed=true')).toMatch(/^200 degraded \S*openai$/);
    expect(await health('model')).toMatch(/^200 degraded .*draft-large/);
    await assistantExits(1);
  });

  it('has a total outage: the platform refuses connections, and comes back with another pid', async () => {
    goTo('calm');
    await until(
      () => health('platform'),
      (state) => state === '200 healthy',
    );
    const facts = async (): Promise<{ pid: number; uptime: number }> =>
      (await fetch(`http://127.0.0.1:${fleet.ports.platform}/health`)).json() as Promise<{
        pid: number;
        uptime: number;
      }>;
    const before = await facts();
    goTo('total-outage');
    expect(
      await until(
        () => health('platform'),
        (state) => state === 'refused',
      ),
    ).toBe('refused');
    expect(await health('platform', '/health/ready')).toBe('refused');
    goTo('afterwards');
    expect(
      await until(
        () => health('platform'),
        (state) => state !== 'refused',
      ),
    ).toMatch(/^503 degraded .*agent-runtime/);
    expect(await health('platform', '/health/ready')).toMatch(/^503/);
    clock.jump(10_000 / SPEED);
    expect(await health('platform', '/health/ready')).toBe('200 healthy');
    const after = await facts();
    expect(after.pid).not.toBe(before.pid);
    expect(after.uptime).toBeLessThan(before.uptime);
  });

  it('recovers from everything, stays healthy, and can be replayed', async () => {
    goTo('afterwards');
    expect(fleet.storyPosition().finished).toBe(true);
    await until(async () => isOpen('platform'), Boolean);
    clock.jump(3_600_000);
    await expectAllHealthy();
    fleet.replay();
    expect(fleet.storyPosition()).toMatchObject({ offsetMs: 0, finished: false, chapter: { name: 'calm' } });
  });

  it('exposes the metrics of each system under their names', async () => {
    const names = async (port: PortName): Promise<Set<string>> => {
      await health(port);
      const response = await fetch(`http://127.0.0.1:${fleet.ports[port]}/metrics`);
      expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
      return new Set(parsePrometheus(await response.text()).map(({ name }) => name));
    };
    expect(
      await until(
        () => names('books'),
        (found) => found.has('database_queries_total'),
      ),
    ).toSatisfy((found: Set<string>) =>
      ['http_request_duration_seconds_bucket', 'active_connections', 'database_queries_total'].every((name) =>
        found.has(name),
      ),
    );
    expect([...(await names('writing1'))]).toEqual(
      expect.arrayContaining([
        'response_time_ms',
        'memory_used_bytes',
        'memory_total_bytes',
        'memory_percentage',
        'aiLatency',
        'cache_hit_rate',
      ]),
    );
    expect([...(await names('platform'))]).toEqual(
      expect.arrayContaining([
        'request_count',
        'request_duration_ms_min',
        'request_status_codes',
        'agent_executions',
      ]),
    );
    const { metrics } = JSON.parse((await assistant('metrics')).stdout) as { metrics: { name: string }[] };
    expect(new Set(metrics.map(({ name }) => name))).toEqual(
      new Set([
        'pipeline_duration_ms',
        'stage_duration_ms',
        'db_query_duration_ms',
        'llm_call_duration_ms',
        'llm_tokens_used',
        'errors',
        'memory_heap_used_bytes',
        'memory_rss_bytes',
        'cpu_user_microseconds',
      ]),
    );
  });

  it('generates a report when asked to, and refuses other actions', async () => {
    const ask = (action: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${fleet.ports.universal}/api/health`, {
        method: 'POST',
        body: JSON.stringify({ action }),
      });
    expect(await (await ask('generate-report')).json()).toMatchObject({ success: true });
    expect((await ask('delete-everything')).status).toBe(400);
  });

  it('writes a configuration that is valid and watches all five systems', async () => {
    const secrets = { get: () => null, set: () => undefined, remove: () => false };
    const loaded = await loadConfig(fleet.configYaml, { env: {}, secrets });
    expect(loaded.ok ? loaded.warnings : loaded.problems).toEqual([]);
    if (!loaded.ok) return;
    const { monitors, logs } = loaded.config;
    expect(new Set(monitors.map(({ kind }) => kind))).toEqual(new Set(['tcp', 'http', 'command', 'file']));
    expect(new Set(monitors.map(({ group }) => group)).size).toBe(6);
    expect(logs).toHaveLength(4);
    expect(logs.every(({ dir, monitors }) => readdirSync(dir).length > 0 && monitors.length > 0)).toBe(true);
  });
});

describe('a demo fleet with rate limits', () => {
  it('answers 429 with Retry-After after 100 requests, on the platform and on each API server', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watchpost-demo-limits-'));
    const limited = await startDemoFleet({ ...options(folder), rateLimit: true });
    for (const port of ['platform', 'writing1'] as const) {
      const ask = (): Promise<Response> => fetch(`http://127.0.0.1:${limited.ports[port]}/health`);
      const first = await Promise.all(Array.from({ length: 100 }, ask));
      expect(new Set(first.map(({ status }) => status))).toEqual(new Set([200]));
      const next = await ask();
      expect([next.status, next.headers.get('retry-after')]).toEqual([429, '900']);
    }
    await limited.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('a demo fleet that was stopped', () => {
  it('leaves closed ports and whole log lines, and starts on the same ports again', async () => {
    const ports = fleet.ports;
    await fleet.stop();
    for (const port of Object.keys(ports) as PortName[]) expect(await isOpen(port)).toBe(false);
    const records = jsonLines('assistant-cli/combined.log');
    expect(records.at(-1)).toMatchObject({
      message: 'Initiating graceful shutdown',
      service: 'pocket-assistant',
    });
    expect(records).toContainEqual(
      expect.objectContaining({
        level: 'error',
        version: '1.8.2',
        error: {
          name: 'LLMProviderError',
          message: expect.any(String),
          stack: expect.stringContaining('    at '),
        },
      }),
    );
    expect(jsonLines('assistant-cli/logs/error.log').every(({ level }) => level === 'error')).toBe(true);
    expect(records).toContainEqual(
      expect.objectContaining({ message: 'Pipeline execution completed', totalDuration: expect.any(Number) }),
    );
    expect(jsonLines('writing-platform/logs/api-1.log').at(-1)).toMatchObject({
      level: expect.any(String),
      context: { requestId: expect.any(String), path: expect.any(String), method: 'POST' },
    });
    expect(new Set(jsonLines('book-review-api/logs/combined.log').map(({ service }) => service))).toEqual(
      new Set(['book-review-api']),
    );
    expect(readFileSync(join(dir, 'systems/assistant-platform/error.log'), 'utf8')).toContain(
      'RangeError: Array buffer',
    );
    fleet = await startDemoFleet(options(dir));
    expect(fleet.ports).toEqual(ports);
    expect(problems).toEqual([]);
  });
});

function jsonLines(path: string): Record<string, unknown>[] {
  const text = readFileSync(join(dir, 'systems', path), 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
