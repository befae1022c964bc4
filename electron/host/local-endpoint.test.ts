import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../shared/contract/envelope.ts';
import { connectLocally, endpointPath, listenLocally } from './local-endpoint.ts';

describe('the local endpoint', () => {
  let dataDir: string;
  let endpoint: string;
  let attached: Channel[];
  let server: { close(): Promise<void> };
  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'watchpost-endpoint-'));
    endpoint = endpointPath(dataDir, process.platform);
    attached = [];
    server = await listenLocally(endpoint, 'secret', (channel) => attached.push(channel));
  });
  afterEach(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('carries messages both ways for a client that knows the token', async () => {
    const client = await connectLocally(endpoint, 'secret');
    const [served] = attached;
    const atServer = new Promise((resolve) => served?.onMessage(resolve));
    const atClient = new Promise((resolve) => client?.onMessage(resolve));
    client?.send({ text: 'line\nbreak, ünïcode' });
    served?.send({ n: 1 });
    expect(await atServer).toEqual({ text: 'line\nbreak, ünïcode' });
    expect(await atClient).toEqual({ n: 1 });
    client?.close();
  });

  it('does not hear the greeting as a message of the contract', async () => {
    const heard: unknown[] = [];
    await server.close();
    server = await listenLocally(endpoint, 'secret', (channel) =>
      channel.onMessage((message) => heard.push(message)),
    );
    const client = await connectLocally(endpoint, 'secret');
    client?.send({ n: 1 });
    await vi.waitFor(() => expect(heard).toEqual([{ n: 1 }]));
    client?.close();
  });

  it('turns away a client with another token', async () => {
    expect(await connectLocally(endpoint, 'guess')).toBeNull();
    expect(attached).toEqual([]);
  });

  it('cuts off what is not JSON lines', async () => {
    const socket = connect(endpoint);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await closed;
    expect(attached).toEqual([]);
  });

  it('says that nobody answers when the instance is gone', async () => {
    await server.close();
    expect(await connectLocally(endpoint, 'secret')).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('is open to its user alone', () => {
    expect(statSync(endpoint).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')(
    'takes the place of a socket that a killed instance left',
    async () => {
      await server.close();
      writeFileSync(endpoint, '');
      server = await listenLocally(endpoint, 'secret', (channel) => attached.push(channel));
      expect(await connectLocally(endpoint, 'secret')).not.toBeNull();
    },
  );

  it('moves to a short path where the data directory is too deep for a socket', () => {
    const deep = endpointPath(`/home/someone/${'x'.repeat(200)}`, 'linux');
    expect(Buffer.byteLength(deep)).toBeLessThanOrEqual(103);
  });

  it.skipIf(process.platform === 'win32')(
    'neither serves nor greets in a folder outside the data directory that is not its own',
    async () => {
      const home = path.join(dataDir, 'home');
      const shared = path.join(dataDir, 'shared');
      mkdirSync(home);
      symlinkSync(home, shared);
      const elsewhere = path.join(shared, 'abc.sock');
      await expect(listenLocally(elsewhere, 'secret', () => {})).rejects.toThrow('another user');
      expect(await connectLocally(elsewhere, 'secret')).toBeNull();
      rmSync(shared);
      mkdirSync(shared);
      chmodSync(shared, 0o777);
      const own = await listenLocally(elsewhere, 'secret', () => {});
      expect(statSync(shared).mode & 0o777).toBe(0o700);
      (await connectLocally(elsewhere, 'secret'))?.close();
      await own.close();
    },
  );

  it('cuts off a client that does not read, before what it is told fills the memory', async () => {
    const socket = connect(endpoint);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('{"type":"hello","token":"secret"}\n');
    await vi.waitFor(() => expect(attached).toHaveLength(1));
    socket.pause();
    const message = 'x'.repeat(1024 * 1024);
    const gone = new Promise<void>((resolve) => attached[0]?.onClose(resolve));
    for (let count = 0; count < 40; count += 1) attached[0]?.send(message);
    await gone;
    socket.resume();
    await closed;
  });
});
