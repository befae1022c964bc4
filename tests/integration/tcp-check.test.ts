import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { tcpCheck } from '../../electron/engine/monitors/checks/tcp.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { tcpMonitor } from '../fixtures/monitors.ts';
import { closedPort, tcpServer, type TcpServer } from '../fixtures/tcp-server.ts';

const servers: TcpServer[] = [];

async function serve(onConnection: (socket: Socket) => void, host?: string): Promise<number> {
  const server = await tcpServer(onConnection, host);
  servers.push(server);
  return server.port;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('a tcp check', () => {
  it('is healthy once connected, with the latency of connecting', async () => {
    const port = await serve(() => {});
    const found = await tcpCheck.run(tcpMonitor({ port }), checkContext());
    expect(found).toMatchObject({ state: 'healthy', message: '', failure: null, httpStatus: null });
    expect(found.latencyMs).toBeGreaterThan(0);
    expect(found.phases).toEqual({ connectMs: expect.any(Number) });
  });

  it('times the lookup of a name apart', async () => {
    const port = await serve(() => {});
    const found = await tcpCheck.run(tcpMonitor({ host: 'localhost', port }), checkContext());
    expect(found.state).toBe('healthy');
    expect(found.phases).toEqual({ dnsMs: expect.any(Number), connectMs: expect.any(Number) });
  });

  it('calls a closed port refused', async () => {
    const port = await closedPort();
    const found = await tcpCheck.run(tcpMonitor({ port }), checkContext());
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'refused',
      latencyMs: null,
      message: `127.0.0.1:${port}: connection refused, nothing listens there`,
    });
  });

  it('says that a name does not exist', async () => {
    const found = await tcpCheck.run(tcpMonitor({ host: 'no-such-host.invalid', port: 80 }), checkContext());
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'transport', latencyMs: null });
    expect(found.message).toMatch(/^no-such-host\.invalid: name (not found|lookup failed)/);
  });

  it('sends its text and finds the expected one across packets', async () => {
    const port = await serve((socket) => {
      socket.once('data', (data) => {
        socket.write(`-${data.toString().trim()}?+PO`);
        setTimeout(() => socket.write('NG\r\n'), 20);
      });
    });
    const monitor = tcpMonitor({ port, send: 'PING\r\n', expect: '+PONG' });
    const found = await tcpCheck.run(monitor, checkContext());
    expect(found).toMatchObject({ state: 'healthy', failure: null });
  });

  it('finds a greeting that comes unasked', async () => {
    const port = await serve((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const found = await tcpCheck.run(tcpMonitor({ port, expect: 'SSH-2.0' }), checkContext());
    expect(found.state).toBe('healthy');
  });

  it('delivers its text where no answer is expected', async () => {
    const received = Promise.withResolvers<string>();
    const port = await serve((socket) => socket.once('data', (data) => received.resolve(data.toString())));
    await tcpCheck.run(tcpMonitor({ port, send: 'hello' }), checkContext());
    await expect(received.promise).resolves.toBe('hello');
  });

  it('quotes an answer that misses the expectation, without secrets and control characters', async () => {
    const port = await serve((socket) => socket.end('-ERR\u001b[31m wrong password hush\r\n'));
    const found = await tcpCheck.run(
      tcpMonitor({ port, expect: '+PONG' }),
      checkContext({ secrets: ['hush'] }),
    );
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'assertion',
      message: 'no "+PONG" in the answer, which begins "-ERR wrong password •••"',
    });
  });

  it('says that a target closed without a word', async () => {
    const port = await serve((socket) => socket.end());
    const found = await tcpCheck.run(tcpMonitor({ port, expect: '+PONG' }), checkContext());
    expect(found).toMatchObject({
      failure: 'assertion',
      message: 'closed without an answer, expected "+PONG"',
    });
  });

  it('says that a target reset the connection', async () => {
    const port = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const found = await tcpCheck.run(tcpMonitor({ port, send: 'PING', expect: 'PONG' }), checkContext());
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'transport',
      message: `127.0.0.1:${port}: connection reset by the target`,
    });
  });

  it('stops reading an endless answer after 64 KiB', async () => {
    const port = await serve((socket) => {
      const flood = (): void => {
        while (socket.write('x'.repeat(16_384))) if (socket.destroyed) return;
      };
      socket.on('drain', flood);
      flood();
    });
    const found = await tcpCheck.run(tcpMonitor({ port, expect: '+PONG' }), checkContext());
    expect(found.failure).toBe('assertion');
    expect(found.message).toContain('no "+PONG" in the first 64 KiB');
  });

  it('counts a timeout with its timeout and names what was missing', async () => {
    const port = await serve((socket) => socket.write('still thinking'));
    const found = await tcpCheck.run(tcpMonitor({ port, expect: 'done', timeoutMs: 150 }), checkContext());
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'timeout',
      latencyMs: 150,
      message: 'connected, but "done" did not come within 150 ms',
    });
  });

  it('ends its connection at the timeout', async () => {
    const closed = Promise.withResolvers<string>();
    const port = await serve((socket) => socket.on('close', () => closed.resolve('closed')));
    await tcpCheck.run(tcpMonitor({ port, expect: 'x', timeoutMs: 50 }), checkContext());
    await expect(closed.promise).resolves.toBe('closed');
  });

  it('rejects with the reason when it is cancelled, and lets go of its connection', async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<string>();
    const port = await serve((socket) => {
      socket.on('close', () => closed.resolve('closed'));
      controller.abort(new Error('monitor removed'));
    });
    const run = tcpCheck.run(tcpMonitor({ port, expect: 'x' }), checkContext({ signal: controller.signal }));
    await expect(run).rejects.toThrow('monitor removed');
    await expect(closed.promise).resolves.toBe('closed');
  });

  it('does not begin once it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('engine stopped'));
    await expect(tcpCheck.run(tcpMonitor(), checkContext({ signal }))).rejects.toThrow('engine stopped');
  });

  it('judges a slow connection by the latency limits', async () => {
    const port = await serve(() => {});
    const found = await tcpCheck.run(tcpMonitor({ port, latency: { degraded: 0 } }), checkContext());
    expect(found.state).toBe('degraded');
    expect(found.message).toMatch(/^slow: .+, more than 0 ms$/);
  });

  it('shows only the port of a target on this machine', () => {
    expect(tcpCheck.describe(tcpMonitor({ port: 27017 }))).toBe('tcp 27017');
    expect(tcpCheck.describe(tcpMonitor({ host: 'fd00::7', port: 443 }))).toBe('tcp [fd00::7]:443');
  });
});
