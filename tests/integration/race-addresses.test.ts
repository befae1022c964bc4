import { afterEach, describe, expect, it } from 'vitest';
import { raceAddresses } from '../../electron/engine/monitors/checks/common/race-addresses.ts';
import { tcpCheck } from '../../electron/engine/monitors/checks/tcp.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { blackhole } from '../fixtures/blackhole.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { tcpMonitor } from '../fixtures/monitors.ts';
import { closedPort, tcpServer } from '../fixtures/tcp-server.ts';

const cleanups: (() => Promise<void>)[] = [];
const never = new AbortController().signal;

afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

async function hole(): Promise<number> {
  const { port, close } = await blackhole('127.0.0.1');
  cleanups.push(close);
  return port;
}

async function listen(host: string, port?: number): Promise<number> {
  const server = await tcpServer(() => {}, host, port);
  cleanups.push(server.close);
  return server.port;
}

describe('connecting to several addresses', () => {
  it('reaches the second one while the first hangs', async () => {
    const port = await hole();
    await listen('127.0.0.2', port);
    const socket = await raceAddresses(['127.0.0.1', '127.0.0.2'], { port, clock: nodeClock, signal: never });
    expect(socket.remoteAddress).toBe('127.0.0.2');
    socket.destroy();
  });

  it('goes on at once where one refuses', async () => {
    const port = await listen('127.0.0.2');
    const socket = await raceAddresses(['127.0.0.1', '127.0.0.2'], { port, clock: nodeClock, signal: never });
    expect(socket.remoteAddress).toBe('127.0.0.2');
    socket.destroy();
  });

  it('fails as refused where all refuse', async () => {
    const port = await closedPort();
    const race = raceAddresses(['127.0.0.1', '127.0.0.2'], { port, clock: nodeClock, signal: never });
    await expect(race).rejects.toMatchObject({ code: 'ECONNREFUSED', phase: 'connect' });
  });

  it('gives up all attempts when it is cancelled', async () => {
    const port = await hole();
    const controller = new AbortController();
    const options = { port, clock: nodeClock, signal: controller.signal };
    const race = raceAddresses(['127.0.0.1', '127.0.0.1'], options);
    controller.abort(new Error('monitor removed'));
    await expect(race).rejects.toThrow('monitor removed');
  });
});

describe('a connection that hangs', () => {
  it('ends at the timeout and names the phase', async () => {
    const port = await hole();
    const found = await tcpCheck.run(tcpMonitor({ port, timeoutMs: 200 }), checkContext());
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'timeout',
      latencyMs: 200,
      message: `127.0.0.1:${port}: no connection within 200 ms`,
    });
  });
});
