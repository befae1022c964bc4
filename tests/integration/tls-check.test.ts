import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TlsOptions } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { tlsCheck } from '../../electron/engine/monitors/checks/tls.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { AUTHORITY_FILE, certificate, VALID_UNTIL, type CertificateName } from '../fixtures/certificates.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { tlsMonitor } from '../fixtures/monitors.ts';
import { closedPort, tcpServer } from '../fixtures/tcp-server.ts';

const DAY = 86_400_000;
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

async function serve(
  name: CertificateName,
  more: TlsOptions = {},
): Promise<{ port: number; server: Server }> {
  const server = createServer({ ...certificate(name), ...more }, (socket) =>
    socket.on('error', () => socket.destroy()),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => {
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, server };
}

/** The wall clock stands `left` ms before the end of the valid certificate. */
function before(left: number): ReturnType<typeof checkContext> {
  return checkContext({ clock: { ...nodeClock, now: () => VALID_UNTIL - left } });
}

describe('a tls check', () => {
  it('is healthy for an accepted certificate and says when it ends', async () => {
    const { port } = await serve('valid');
    const found = await tlsCheck.run(tlsMonitor({ port, ca: AUTHORITY_FILE }), before(12 * DAY + 1));
    expect(found).toMatchObject({ state: 'healthy', failure: null, message: 'expires in 12 d (2099-12-31)' });
    expect(found.certificate).toMatchObject({
      subject: 'books.example',
      issuer: 'Watchpost test authority',
      validTo: VALID_UNTIL,
      problem: null,
    });
    expect(found.phases).toEqual({ connectMs: expect.any(Number), tlsMs: expect.any(Number) });
    expect(found.latencyMs).toBeGreaterThan(0);
  });

  it.each([
    ['healthy', 14 * DAY],
    ['degraded', 14 * DAY - 1],
    ['degraded', 3 * DAY],
    ['unhealthy', 3 * DAY - 1],
    ['unhealthy', -DAY],
  ])('is %s with %d ms left', async (state, left) => {
    const { port } = await serve('valid');
    const expires = { degraded: 14 * DAY, unhealthy: 3 * DAY };
    const found = await tlsCheck.run(tlsMonitor({ port, ca: AUTHORITY_FILE, expires }), before(left));
    expect(found.state).toBe(state);
    expect(found.certificate?.problem).toBeNull();
  });

  it.each<[CertificateName, RegExp]>([
    ['expired', /expired \(it ends 2021-01-01\)$/],
    ['early', /not valid yet; expires in \d+ d \(2099-12-31\)$/],
    ['elsewhere', /is for other\.example, not for 127\.0\.0\.1; expires in/],
    ['self-signed', /self-signed; expires in/],
  ])('reports the %s certificate and says what is wrong', async (name, words) => {
    const { port } = await serve(name);
    const found = await tlsCheck.run(tlsMonitor({ port, ca: AUTHORITY_FILE }), checkContext());
    expect(found.state).toBe('unhealthy');
    expect(found.message).toMatch(words);
    expect(found.certificate?.problem).not.toBeNull();
  });

  it('does not accept an authority it was not told of', async () => {
    const { port } = await serve('valid');
    const found = await tlsCheck.run(tlsMonitor({ port }), checkContext());
    expect(found.state).toBe('unhealthy');
    expect(found.message).toContain('authority is not trusted');
  });

  it('reports the certificate at every check, never a resumed session', async () => {
    const { port } = await serve('valid');
    const monitor = tlsMonitor({ port, ca: AUTHORITY_FILE });
    await tlsCheck.run(monitor, checkContext());
    expect((await tlsCheck.run(monitor, checkContext())).certificate?.subject).toBe('books.example');
  });

  it('sends the servername, and none for an address', async () => {
    const names: string[] = [];
    const { port } = await serve('valid', {
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    await tlsCheck.run(tlsMonitor({ port, ca: AUTHORITY_FILE }), checkContext());
    await tlsCheck.run(tlsMonitor({ port, ca: AUTHORITY_FILE, host: 'localhost' }), checkContext());
    const named = tlsMonitor({ port, ca: AUTHORITY_FILE, servername: 'books.example' });
    expect((await tlsCheck.run(named, checkContext())).state).toBe('healthy');
    expect(names).toEqual(['localhost', 'books.example']);
  });

  it('says that a port does not speak TLS', async () => {
    const { port, close } = await tcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    cleanups.push(close);
    const found = await tlsCheck.run(tlsMonitor({ port }), checkContext());
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'transport',
      latencyMs: null,
      certificate: null,
      message: `127.0.0.1:${port}: the port does not speak TLS`,
    });
  });

  it('says that the target hung up during the handshake', async () => {
    const { port, close } = await tcpServer((socket) => socket.once('data', () => socket.destroy()));
    cleanups.push(close);
    const found = await tlsCheck.run(tlsMonitor({ port }), checkContext());
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'transport' });
    expect(found.message).toContain('closed the connection during the TLS handshake');
  });

  it('says that the target is too old', async () => {
    const { port } = await serve('valid', {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL:@SECLEVEL=0',
    });
    const found = await tlsCheck.run(tlsMonitor({ port }), checkContext());
    expect(found.message).toContain('speaks no TLS version that Watchpost accepts');
  });

  it('ends at the timeout where the handshake hangs', async () => {
    const { port, close } = await tcpServer(() => {});
    cleanups.push(close);
    const found = await tlsCheck.run(tlsMonitor({ port, timeoutMs: 100 }), checkContext());
    expect(found).toMatchObject({
      failure: 'timeout',
      latencyMs: 100,
      message: `127.0.0.1:${port}: connected, but no TLS handshake within 100 ms`,
    });
  });

  it('calls a closed port refused', async () => {
    const found = await tlsCheck.run(tlsMonitor({ port: await closedPort() }), checkContext());
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'refused', latencyMs: null });
  });

  it('names an authority file that it cannot read', async () => {
    const found = await tlsCheck.run(tlsMonitor({ ca: '/nowhere/ca.pem' }), checkContext());
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'internal' });
    expect(found.message).toContain('/nowhere/ca.pem cannot be used (ENOENT)');
  });

  it('rejects with the reason when it is cancelled', async () => {
    const controller = new AbortController();
    const { port, close } = await tcpServer(() => controller.abort(new Error('monitor removed')));
    cleanups.push(close);
    const run = tlsCheck.run(tlsMonitor({ port }), checkContext({ signal: controller.signal }));
    await expect(run).rejects.toThrow('monitor removed');
  });
});
