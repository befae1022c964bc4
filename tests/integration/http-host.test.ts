import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Status } from '../../shared/contract/schemas.ts';
import { startHttpHost, type HttpHost } from '../../electron/serve/http-host.ts';

const TOKEN = 'a'.repeat(64);

const status: Status = {
  at: 1000,
  monitors: [],
  instance: {
    version: '1.0.0',
    startedAt: 0,
    environment: 'production',
    configFile: null,
    dataDir: '/data',
    demo: false,
    paused: null,
    offline: null,
    away: null,
    configProblems: [],
    configInvalid: false,
    notices: [],
  },
};

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

describe('the headless host', () => {
  let dir: string;
  let host: HttpHost;
  let ready = { ready: true, reason: '' };
  const marks: string[] = [];
  const attached: unknown[] = [];

  beforeAll(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'watchpost-window-'));
    mkdirSync(path.join(dir, 'window/assets'), { recursive: true });
    writeFileSync(path.join(dir, 'window/index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
    writeFileSync(path.join(dir, 'window/assets/a.js'), 'let a;');
    writeFileSync(path.join(dir, 'secret.json'), '{}');
    host = await startHttpHost(
      {
        token: TOKEN,
        rendererDir: path.join(dir, 'window'),
        attach: (channel) => attached.push(channel),
        status: () => Promise.resolve(status),
        mark: (text) => (marks.push(text), Promise.resolve({ at: 7 })),
        ready: () => ready,
      },
      { host: '127.0.0.1', port: 0, allowedHosts: ['watch.example'] },
    );
  });
  afterAll(async () => {
    await host.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** node:http sends a Host header as it is told, which fetch does not. */
  function ask(
    target: string,
    {
      method = 'GET',
      headers = {},
      body = '',
    }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const sent = request({ port: host.port, path: target, method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }
  const bearer = { authorization: `Bearer ${TOKEN}` };

  it('prints an address on loopback that signs in and moves on to the window', async () => {
    const url = new URL(host.url);
    expect(url.hostname).toBe('127.0.0.1');
    const reply = await ask(url.pathname + url.search);
    expect(reply.status).toBe(302);
    expect(reply.headers['location']).toBe('/');
    const [cookie = ''] = reply.headers['set-cookie'] ?? [];
    expect(cookie).toContain(`watchpost-${host.port}=${TOKEN}`);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    const page = await ask('/', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(page.status).toBe(200);
  });

  it('never redirects away from itself', async () => {
    const reply = await ask(`//evil.example/x?token=${TOKEN}`);
    expect(reply.headers['location'] ?? '/').not.toMatch(/^\/\//u);
  });

  it('wants the token for the window, the calls and the metrics', async () => {
    for (const target of ['/', '/monitors/a', '/api/status', '/metrics', '/assets/a.js']) {
      expect((await ask(target)).status).toBe(401);
    }
    expect((await ask('/api/marks', { method: 'POST', body: 'x' })).status).toBe(401);
    expect((await ask('/', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
  });

  it('tells of its own health without a token, and never of monitors', async () => {
    ready = { ready: false, reason: 'the disk is full' };
    expect(await ask('/health/ready')).toMatchObject({ status: 503 });
    expect((await ask('/health')).body).toContain('the disk is full');
    expect((await ask('/health/live')).status).toBe(200);
    ready = { ready: true, reason: '' };
    expect(JSON.parse((await ask('/health')).body)).toEqual({ status: 'ready' });
  });

  it('refuses a foreign Host and a foreign Origin before it looks at anything else', async () => {
    expect((await ask('/', { headers: { host: 'evil.example', ...bearer } })).status).toBe(403);
    expect((await ask('/api/status', { headers: { origin: 'http://evil.example', ...bearer } })).status).toBe(
      403,
    );
    expect((await ask('/health', { headers: { host: 'rebound.example' } })).status).toBe(403);
    expect((await ask('/health', { headers: { host: `watch.example:${host.port}` } })).status).toBe(200);
  });

  it('answers every page with the index under a policy with a fresh nonce', async () => {
    const [first, second] = [
      await ask('/monitors/a', { headers: bearer }),
      await ask('/', { headers: bearer }),
    ];
    const policy = String(first.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/u.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(first.body).toContain(`content="${nonce}"`);
    expect(second.headers['content-security-policy']).not.toBe(policy);
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/assets/missing.js',
    '/%zz.js',
  ])('has no file for %s', async (target) =>
    expect((await ask(target, { headers: bearer })).status).toBe(404),
  );

  it('sets marks from plain text and from JSON, and refuses what is none', async () => {
    const post = (body: string, type: string) =>
      ask('/api/marks', { method: 'POST', headers: { ...bearer, 'content-type': type }, body });
    expect((await post('deployed 1.4', 'text/plain')).status).toBe(201);
    expect((await post('{"text":"from json"}', 'application/json')).status).toBe(201);
    expect((await post('{"event":"rollback","status":"completed"}', 'application/json')).status).toBe(201);
    expect(marks).toEqual(['deployed 1.4', 'from json', 'rollback completed']);
    for (const bad of ['', ' '.repeat(20), 'x'.repeat(1001), 'y'.repeat(100_000)]) {
      expect((await post(bad, 'text/plain')).status).toBe(400);
    }
    expect((await post('{"text":', 'application/json')).status).toBe(400);
    expect((await post('null', 'application/json')).status).toBe(400);
  });

  it('writes metrics that Prometheus reads', async () => {
    const { headers, body } = await ask('/metrics', { headers: bearer });
    expect(headers['content-type']).toContain('version=0.0.4');
    expect(body).toContain('# TYPE watchpost_monitor_state gauge');
  });

  it('opens its socket to its own window only', async () => {
    const outcome = (headers: Record<string, string>, target = '/api/ws') =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${host.port}${target}`, { headers });
        socket.once('open', () => (socket.close(), resolve('open')));
        socket.once('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
        socket.once('error', () => resolve('error'));
      });
    expect(await outcome({ cookie: `watchpost-${host.port}=${TOKEN}` })).toBe('open');
    expect(await outcome({})).toBe('401');
    expect(await outcome({ ...bearer, origin: 'http://evil.example' })).toBe('403');
    expect(await outcome(bearer, '/api/other')).toBe('404');
    expect(attached).toHaveLength(1);
  });
});
