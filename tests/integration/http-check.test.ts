import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpCheck } from '../../electron/engine/monitors/checks/http/http-check.ts';
import type { HttpMonitor } from '../../shared/config/model.ts';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';
import { AUTHORITY_FILE, certificate, VALID_UNTIL } from '../fixtures/certificates.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { httpMonitor } from '../fixtures/http-monitor.ts';
import { encoded, encodedAs } from '../fixtures/servers/encoded-answers.ts';
import { body } from '../fixtures/servers/odd-bodies.ts';
import { redirecting, redirectPath } from '../fixtures/servers/redirects.ts';
import { httpServer, httpsServer, listening, type TestServer } from '../fixtures/servers/test-server.ts';
import { secure } from '../fixtures/servers/tls-servers.ts';

const opened: TestServer[] = [];
const tls = { ca: AUTHORITY_FILE };

afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

async function open<T extends TestServer>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  opened.push(server);
  return server;
}

const check = createHttpCheck({});

function ask(monitor: Parameters<typeof httpMonitor>[0]): Promise<CheckOutcome> {
  return check.run(httpMonitor(monitor), checkContext());
}

describe('a check over HTTP', () => {
  it('measures every phase that happens', async () => {
    const server = await open(body('{"status":"UP"}'));
    const result = await ask({ url: `http://localhost:${server.port}/health` });
    expect(result).toMatchObject({ state: 'healthy', httpStatus: 200, certificate: null });
    expect(Object.keys(result.phases ?? {})).toEqual(['dnsMs', 'connectMs', 'firstByteMs', 'bodyMs']);
    const sum = Object.values(result.phases ?? {}).reduce((total, ms) => total + ms, 0);
    expect(sum).toBeLessThanOrEqual((result.latencyMs ?? 0) + 0.001);
    expect((await ask({ url: server.url })).phases).not.toHaveProperty('dnsMs');
  });

  it('sends method, headers as they are written, credentials and body', async () => {
    const server = await open(redirecting());
    const seen: string[] = [];
    const raw = await open(
      httpServer((request, response) => (seen.push(...request.rawHeaders), void response.end())),
    );
    await ask({ url: raw.url, headers: { 'x-CASE': 'Kept' } });
    expect(seen).toContain('x-CASE');
    await ask({
      url: `${server.url}/?q=1`,
      method: 'POST',
      send: { json: { action: 'generate-report' } },
      auth: { basic: { user: 'me', password: 'pw' } },
    });
    expect(server.asked).toMatchObject([
      {
        method: 'POST',
        path: '/?q=1',
        body: '{"action":"generate-report"}',
        headers: {
          'content-type': 'application/json',
          'content-length': '28',
          authorization: 'Basic bWU6cHc=',
          connection: 'close',
        },
      },
    ]);
  });

  it('sends a body with GET as well', async () => {
    const server = await open(redirecting());
    await ask({ url: server.url, send: { text: 'hi' } });
    expect(server.asked).toMatchObject([{ method: 'GET', body: 'hi' }]);
  });

  it('judges HEAD without a body', async () => {
    const server = await open(body('{"status":"DOWN"}'));
    expect(await ask({ url: server.url, method: 'HEAD' })).toMatchObject({
      state: 'healthy',
      httpStatus: 200,
    });
  });

  it('reaches ports that browsers refuse', async () => {
    const server = createServer((_request, response) => response.end('ok'));
    const blocked = [6000, 6665, 6666, 6667, 10080];
    for (const port of blocked) {
      const free = await new Promise<boolean>((resolve) => {
        server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
      });
      if (!free) continue;
      const result = await ask({ url: `http://127.0.0.1:${port}` });
      server.close();
      expect(result.state).toBe('healthy');
      return;
    }
    throw new Error(`all of the ports ${blocked.join(', ')} are taken on this machine`);
  });

  it('refuses a header that cannot be sent, without repeating its value', async () => {
    const server = await open(redirecting());
    const result = await ask({ url: server.url, headers: { 'X-Key': 'hush\r\nX-Evil: 1' } });
    expect(result).toMatchObject({ state: 'unhealthy', failure: 'internal' });
    expect(result.message).toBe('the header X-Key holds characters that HTTP does not allow');
    expect(server.asked).toEqual([]);
  });

  it('masks secrets that the target repeats', async () => {
    const server = await open(body('{"status":"DOWN","message":"token hush is wrong"}'));
    const context = checkContext({ secrets: ['hush'] });
    const result = await check.run(httpMonitor({ url: server.url, expect: { contains: 'fine' } }), context);
    expect(JSON.stringify(result)).not.toContain('hush');
    expect(result.message).toContain('•••');
  });

  it('goes where `connect` says, with the Host of the address', async () => {
    const server = await open(redirecting());
    const result = await ask({ url: 'http://books.example/health', connect: `127.0.0.1:${server.port}` });
    expect(result.state).toBe('healthy');
    expect(server.asked).toMatchObject([{ headers: { host: 'books.example' }, path: '/health' }]);
  });

  it('takes the address family that is asked for', async () => {
    const server = await open(body('ok'));
    expect((await ask({ url: `http://localhost:${server.port}`, ip: 4 })).state).toBe('healthy');
    expect((await ask({ url: `http://localhost:${server.port}`, ip: 6 })).state).toBe('unhealthy');
  });

  it.each(['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'])('reads a body under %s', async (encoding) => {
    const server = await open(encoded(Buffer.from('{"status":"DOWN"}'), encoding));
    expect(await ask({ url: server.url })).toMatchObject({
      state: 'unhealthy',
      message: expect.not.stringContaining('not') as string,
    });
    const large = await open(
      encoded(Buffer.from(`{"pad":"${'ä'.repeat(200_000)}","status":"DOWN"}`), encoding),
    );
    expect(await ask({ url: large.url })).toMatchObject({ state: 'unhealthy', httpStatus: 200 });
  });

  it('reads a body under three encodings and says so of a fourth', async () => {
    const plain = Buffer.from('{"status":"DOWN"}');
    const three = await open(encoded(plain, 'gzip', 'deflate-raw', 'br'));
    expect((await ask({ url: three.url })).state).toBe('unhealthy');
    const four = await open(encoded(plain, 'gzip', 'gzip', 'gzip', 'gzip'));
    expect(await ask({ url: four.url })).toMatchObject({
      state: 'healthy',
      message: 'body not read: more than 3 content encodings',
    });
  });

  it('names an encoding that it does not know, or that is broken', async () => {
    const unknown = await open(encodedAs(Buffer.from('x'), 'rot13'));
    expect(await ask({ url: unknown.url })).toMatchObject({
      state: 'healthy',
      message: 'body not read: unknown content encoding "rot13"',
    });
    for (const [bytes, header] of [
      [Buffer.from('this is not gzip'), 'gzip'],
      [Buffer.from('1f8b080000000000', 'hex'), 'gzip'],
      [Buffer.from('not zstd'), 'zstd'],
    ] as const) {
      const broken = await open(encodedAs(bytes, header));
      expect(await ask({ url: broken.url })).toMatchObject({
        state: 'unhealthy',
        failure: 'transport',
        message: `the body is not valid ${header}`,
        httpStatus: 200,
      });
    }
  });

  it('reads a body of exactly 1 MiB to its end', async () => {
    const server = await open(body(Buffer.alloc(1024 * 1024, 'a'), 'text/plain'));
    expect((await ask({ url: server.url })).message).toBe('');
    const larger = await open(body(Buffer.alloc(1024 * 1024 + 1, 'a'), 'text/plain'));
    expect((await ask({ url: larger.url })).message).toBe('body cut at 1 MiB');
  });

  it('remembers how long a target wants to be left alone', async () => {
    const server = await open(
      httpServer((_request, response) => response.writeHead(429, { 'Retry-After': '120' }).end('slow down')),
    );
    expect(await ask({ url: server.url })).toMatchObject({
      state: 'unknown',
      failure: 'rate-limited',
      retryAfterMs: 120_000,
      message: 'rate limited by the target (HTTP 429)',
    });
  });
});

describe('redirects', () => {
  it('are followed, each phase summed', async () => {
    const server = await open(redirecting());
    const result = await ask({
      url: `${server.url}${redirectPath('/fine')}`,
      headers: { Authorization: 'Bearer x' },
    });
    expect(result).toMatchObject({ state: 'healthy', httpStatus: 200 });
    expect(server.asked.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      [redirectPath('/fine'), 'Bearer x'],
      ['/fine', 'Bearer x'],
    ]);
  });

  it('are judged themselves where none is to be followed', async () => {
    const server = await open(redirecting());
    const monitor = { url: `${server.url}${redirectPath('/fine', 301)}`, redirects: 0 };
    expect(await ask(monitor)).toMatchObject({ state: 'healthy', httpStatus: 301 });
    const status = [{ from: 200, to: 299 }];
    expect(await ask({ ...monitor, expect: { status } })).toMatchObject({
      state: 'unhealthy',
      httpStatus: 301,
    });
    expect(server.asked).toHaveLength(2);
  });

  it('take no credentials to another origin, not even there and back', async () => {
    const [home, away] = await Promise.all([open(redirecting()), open(redirecting())]);
    const back = `${away.url}${redirectPath(`${home.url}/back`)}`;
    const result = await ask({
      url: `${home.url}${redirectPath(back)}`,
      headers: { Cookie: 'hush', 'X-Api-Key': 'hush', 'Accept-Language': 'en' },
      auth: { basic: { user: 'hush', password: 'hush' } },
    });
    expect(result.state).toBe('healthy');
    const [first, second] = home.asked;
    expect(first?.headers).toMatchObject({ cookie: 'hush', authorization: expect.any(String) as string });
    for (const asked of [away.asked[0], second]) {
      expect(asked?.headers['accept-language']).toBe('en');
      expect(asked?.headers).not.toHaveProperty('cookie');
      expect(asked?.headers).not.toHaveProperty('authorization');
      expect(asked?.headers).not.toHaveProperty('x-api-key');
    }
  });

  it('say why access was denied behind them', async () => {
    const away = await open(httpServer((_request, response) => response.writeHead(401).end()));
    const home = await open(redirecting());
    const result = await ask({
      url: `${home.url}${redirectPath(away.url)}`,
      headers: { Authorization: 'x' },
    });
    expect(result.message).toBe(
      `HTTP 401 Unauthorized, expected 200-399 (credentials were not sent on to ${away.url})`,
    );
  });

  it('turn POST into GET, or keep it', async () => {
    const server = await open(redirecting());
    const post = { method: 'POST', send: { text: 'hi' } };
    await ask({ url: `${server.url}${redirectPath('/a', 302)}`, ...post });
    await ask({ url: `${server.url}${redirectPath('/b', 307)}`, ...post });
    expect(server.asked.map(({ method, body: sent }) => `${method} ${sent}`)).toEqual([
      'POST hi',
      'GET ',
      'POST hi',
      'POST hi',
    ]);
  });

  it('share one timeout', async () => {
    const slow = await open(
      httpServer((request, response) => {
        setTimeout(() => response.writeHead(302, { Location: `${request.url}x` }).end(), 200);
      }),
    );
    const result = await ask({ url: slow.url, redirects: 100, timeoutMs: 700 });
    expect(result).toMatchObject({ failure: 'timeout', latencyMs: 700 });
  });
});

describe('TLS', () => {
  it('reports the certificate and measures the handshake', async () => {
    const server = await open(secure('valid'));
    const result = await ask({ url: server.url, tls });
    expect(result).toMatchObject({
      state: 'healthy',
      certificate: { validTo: expect.any(Number) as number, problem: null },
    });
    expect(Math.abs((result.certificate?.validTo ?? 0) - VALID_UNTIL)).toBeLessThan(2 * 86_400_000);
    expect(result.phases).toHaveProperty('tlsMs');
  });

  it('reports it in every session anew', async () => {
    const server = await open(secure('valid'));
    for (let i = 0; i < 3; i += 1) {
      expect((await ask({ url: server.url, tls })).certificate).not.toBeNull();
    }
  });

  it.each(['expired', 'self-signed', 'elsewhere', 'early'] as const)(
    'refuses a certificate that is %s before anything is sent, unless told not to look',
    async (name) => {
      let asked = 0;
      const server = await open(
        httpsServer(certificate(name), (_request, response) => ((asked += 1), void response.end('ok'))),
      );
      const strict = await ask({ url: server.url, tls, headers: { Authorization: 'hush' } });
      expect(strict).toMatchObject({
        state: 'unhealthy',
        failure: 'transport',
        message: strict.certificate?.problem,
      });
      expect(asked).toBe(0);
      const lax = await ask({ url: server.url, tls: { ...tls, verify: false } });
      expect(lax).toMatchObject({ state: 'healthy', certificate: { problem: strict.message } });
      expect(asked).toBe(1);
    },
  );

  it('does not trust an authority that nobody named', async () => {
    const server = await open(secure('valid'));
    expect((await ask({ url: server.url })).message).toMatch(/authority/);
  });

  it('judges the certificate by `servername`, and says it to the target', async () => {
    let name: string | false = false;
    const server = await open(
      secure('valid', { SNICallback: (servername, done) => ((name = servername), done(null)) }),
    );
    const result = await ask({
      url: `https://127.0.0.1:${server.port}`,
      tls: { ...tls, servername: 'books.example' },
    });
    expect(result.state).toBe('healthy');
    expect(name).toBe('books.example');
    const connected = await ask({ url: 'https://books.example/', connect: `127.0.0.1:${server.port}`, tls });
    expect(connected.state).toBe('healthy');
  });

  it('shows a client certificate, and says when one is wanted', async () => {
    const ca = readFileSync(AUTHORITY_FILE);
    const options = { ...certificate('valid'), ca, requestCert: true, rejectUnauthorized: true };
    const server = await open(httpsServer(options, (_request, response) => void response.end('ok')));
    const file = (name: string): string => AUTHORITY_FILE.replace(/ca\.pem$/, name);
    const own = { ...tls, cert: file('valid.pem'), key: file('valid.key') };
    expect((await ask({ url: server.url, tls: own })).state).toBe('healthy');
    const without = await ask({ url: server.url, tls });
    expect(without).toMatchObject({
      failure: 'transport',
      message: 'the target asks for a client certificate: set tls.cert and tls.key',
    });
    const mixed = await ask({ url: server.url, tls: { ...own, key: file('ca.key') } });
    expect(mixed).toMatchObject({
      failure: 'internal',
      message: expect.stringMatching(/^tls\.ca, tls\.cert/) as string,
    });
  });

  it('names a file that cannot be read', async () => {
    const result = await ask({ url: 'https://127.0.0.1:1/', tls: { ca: '/no/such/ca.pem' } });
    expect(result).toMatchObject({
      failure: 'internal',
      message: 'tls.ca: cannot read /no/such/ca.pem (ENOENT)',
    });
  });
});

describe('a kept connection', () => {
  async function counting(): Promise<TestServer & { connections(): number }> {
    let connections = 0;
    const server = createServer((_request, response) => response.end('ok'));
    server.on('connection', () => (connections += 1));
    const started = await open(listening(server, 'http://127.0.0.1'));
    return { ...started, connections: () => connections };
  }

  async function times(n: number, monitor: HttpMonitor): Promise<void> {
    for (let i = 0; i < n; i += 1) {
      expect((await check.run(monitor, checkContext())).state).toBe('healthy');
    }
  }

  it('is used again, a fresh one never', async () => {
    const [kept, fresh] = [await counting(), await counting()];
    await times(3, httpMonitor({ url: kept.url, connection: 'keep-alive' }));
    await times(3, httpMonitor({ url: fresh.url, connection: 'fresh' }));
    expect(kept.connections()).toBe(1);
    expect(fresh.connections()).toBe(3);
  });

  it('has no phases of connecting', async () => {
    const server = await counting();
    const monitor = httpMonitor({ url: server.url, connection: 'keep-alive' });
    await check.run(monitor, checkContext());
    expect(Object.keys((await check.run(monitor, checkContext())).phases ?? {})).toEqual([
      'firstByteMs',
      'bodyMs',
    ]);
  });

  it('that the target has closed meanwhile is no failure', async () => {
    let answered = 0;
    const server = createServer((_request, response) => {
      answered += 1;
      response.end('ok');
    });
    // The second request on a connection is answered by closing it, as a server does that has just timed out.
    server.on('connection', (socket) => {
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (requests === 2) socket.resetAndDestroy();
      });
    });
    const { url } = await open(listening(server, 'http://127.0.0.1'));
    await times(3, httpMonitor({ url, connection: 'keep-alive' }));
    expect(answered).toBeGreaterThanOrEqual(3);
  });

  it('keeps the certificate in sight', async () => {
    const server = await open(secure('valid'));
    const monitor = httpMonitor({ url: server.url, connection: 'keep-alive', tls });
    for (let i = 0; i < 3; i += 1) {
      expect((await check.run(monitor, checkContext())).certificate?.problem).toBeNull();
    }
  });
});

describe('a cancelled check', () => {
  it('rejects with the reason at once and leaves nothing behind', async () => {
    const closed: Promise<unknown>[] = [];
    const server = createServer();
    server.on('connection', (socket) => closed.push(new Promise((resolve) => socket.once('close', resolve))));
    const { url } = await open(listening(server, 'http://127.0.0.1'));
    const stop = new AbortController();
    const context = checkContext({ signal: stop.signal });
    const running = check.run(httpMonitor({ url, timeoutMs: 60_000 }), context);
    await expect.poll(() => closed.length).toBe(1);
    stop.abort(new Error('the monitor was removed'));
    await expect(running).rejects.toThrow('the monitor was removed');
    await Promise.all(closed);
  });

  it('does not begin when it was cancelled before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    const running = check.run(httpMonitor({ url: 'http://127.0.0.1:1' }), checkContext({ signal }));
    await expect(running).rejects.toThrow('too late');
  });
});

describe('a monitor in lists', () => {
  it('is described without secrets', () => {
    const monitor = httpMonitor({ url: 'https://me:pw@books.example:8443/health?key=hush' });
    expect(check.describe(monitor)).toBe('http · books.example:8443/health');
    expect(check.host(monitor)).toBe('books.example');
    expect(check.host(httpMonitor({ url: 'http://[::1]:80/' }))).toBe('::1');
    expect(check.host(httpMonitor({ url: 'http://books.example/', connect: '10.0.0.5:80' }))).toBe(
      '10.0.0.5',
    );
  });
});
