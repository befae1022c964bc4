import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeNetwork } from './node-network.ts';

const open: Server[] = [];

async function listening(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const answering = (status: number, location?: string): Promise<number> =>
  listening(
    createHttpServer((_, response) => {
      response.writeHead(status, location ? { location } : {}).end();
    }),
  );

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

describe('a tcp canary', () => {
  it('answers by accepting a connection', async () => {
    const port = await listening(createServer((socket) => socket.end()));
    expect(await nodeNetwork.probe(`tcp://127.0.0.1:${port}`, 2000)).toBe(true);
  });

  it('is silent when nothing listens', async () => {
    const port = await listening(createServer());
    await new Promise<void>((resolve) => void open.pop()?.close(() => resolve()));
    expect(await nodeNetwork.probe(`tcp://127.0.0.1:${port}`, 2000)).toBe(false);
  });
});

describe('an http canary', () => {
  it('answers with exactly 204', async () => {
    expect(await nodeNetwork.probe(`http://127.0.0.1:${await answering(204)}/`, 2000)).toBe(true);
  });

  it('does not count as answering with anything else, as a captive portal would', async () => {
    expect(await nodeNetwork.probe(`http://127.0.0.1:${await answering(200)}/`, 2000)).toBe(false);
    const to = `http://127.0.0.1:${await answering(204)}/`;
    expect(await nodeNetwork.probe(`http://127.0.0.1:${await answering(302, to)}/`, 2000)).toBe(false);
  });

  it('is silent when it does not answer in time', async () => {
    const port = await listening(createServer());
    expect(await nodeNetwork.probe(`http://127.0.0.1:${port}/`, 50)).toBe(false);
  });
});

it('takes nonsense for silence', async () => {
  expect(await nodeNetwork.probe('not a url', 50)).toBe(false);
  expect(await nodeNetwork.probe('file:///etc/passwd', 50)).toBe(false);
});

it('lists DNS servers and looks at interfaces without failing', () => {
  expect(Array.isArray(nodeNetwork.dnsServers())).toBe(true);
  expect(typeof nodeNetwork.interfaceUp()).toBe('boolean');
});
