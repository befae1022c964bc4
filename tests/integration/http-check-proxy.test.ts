import { afterEach, describe, expect, it } from 'vitest';
import { createHttpCheck } from '../../electron/engine/monitors/checks/http/http-check.ts';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';
import { AUTHORITY_FILE } from '../fixtures/certificates.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { httpMonitor } from '../fixtures/http-monitor.ts';
import { body } from '../fixtures/servers/odd-bodies.ts';
import { proxyServer } from '../fixtures/servers/proxy-server.ts';
import type { TestServer } from '../fixtures/servers/test-server.ts';
import { secure } from '../fixtures/servers/tls-servers.ts';
import { closedPort } from '../fixtures/tcp-server.ts';

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

function ask(monitor: Parameters<typeof httpMonitor>[0], environment = {}): Promise<CheckOutcome> {
  return createHttpCheck(environment).run(httpMonitor(monitor), checkContext());
}

describe('a check through a proxy', () => {
  it('asks it for a plain address, with its credentials', async () => {
    const [target, proxy] = await Promise.all([open(body('{"status":"UP"}')), open(proxyServer())]);
    const url = proxy.url.replace('//', '//me:pw@');
    expect(await ask({ url: `${target.url}/health?a=b`, proxy: url })).toMatchObject({
      state: 'healthy',
      httpStatus: 200,
    });
    expect(proxy.asked).toEqual([{ line: `GET ${target.url}/health?a=b`, authorization: 'Basic bWU6cHc=' }]);
  });

  it('tunnels to a secure one and still sees its certificate', async () => {
    const [target, proxy] = await Promise.all([open(secure('valid')), open(proxyServer())]);
    const result = await ask({ url: target.url, proxy: proxy.url, tls });
    expect(result).toMatchObject({ state: 'healthy', certificate: { problem: null } });
    expect(proxy.asked).toEqual([{ line: `CONNECT localhost:${target.port}`, authorization: undefined }]);
  });

  it('tunnels through a proxy that speaks TLS itself', async () => {
    const [target, proxy] = await Promise.all([open(secure('valid')), open(proxyServer({ secure: true }))]);
    expect((await ask({ url: target.url, proxy: proxy.url, tls })).state).toBe('healthy');
  });

  it('tunnels to where `connect` says', async () => {
    const [target, proxy] = await Promise.all([open(body('ok')), open(proxyServer())]);
    const connect = `127.0.0.1:${target.port}`;
    expect((await ask({ url: 'http://books.example/', connect, proxy: proxy.url })).state).toBe('healthy');
    expect(proxy.asked).toMatchObject([{ line: `CONNECT ${connect}` }]);
  });

  it('finds it in the environment, but not for loopback', async () => {
    const proxy = await open(proxyServer());
    const environment = { HTTP_PROXY: proxy.url };
    expect((await ask({ url: 'http://books.invalid/' }, environment)).httpStatus).toBe(502);
    expect(proxy.asked).toMatchObject([{ line: 'GET http://books.invalid/' }]);
    const target = await open(body('ok'));
    expect((await ask({ url: target.url }, environment)).state).toBe('healthy');
    expect(proxy.asked).toHaveLength(1);
    expect((await ask({ url: 'http://books.invalid/', proxy: 'none' }, environment)).message).toMatch(
      /^books\.invalid: /,
    );
  });

  it('blames the proxy, not the target, for what the proxy does', async () => {
    const target = await open(secure('valid'));
    const denying = await open(proxyServer({ deny: 407 }));
    expect(await ask({ url: target.url, proxy: denying.url, tls })).toMatchObject({
      failure: 'transport',
      message: `the proxy 127.0.0.1:${denying.port} answered 407 to CONNECT`,
    });
    const port = await closedPort();
    const gone = await ask({ url: target.url, proxy: `http://127.0.0.1:${port}`, tls });
    expect(gone.failure).toBe('transport');
    expect(gone.message).toMatch(/^the proxy 127\.0\.0\.1:\d+: connection refused/);
  });

  it('says which step of it takes too long', async () => {
    const silent = await open(secure('valid'));
    const result = await ask({
      url: 'https://books.example/',
      proxy: `http://127.0.0.1:${silent.port}`,
      timeoutMs: 400,
    });
    expect(result.message).toMatch(/proxy/);
  });
});
