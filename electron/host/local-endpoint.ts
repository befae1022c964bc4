import { createHash, timingSafeEqual } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Channel } from '../../shared/contract/envelope.ts';
import { jsonLinesChannel } from './json-lines-channel.ts';

/** The first message of a client; whoever cannot read the data directory does not know the token. */
const helloSchema = z.object({ type: z.literal('hello'), token: z.string() });

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing NUL included. */
const LONGEST_SOCKET_PATH = 103;

const SOCKET_NAME = 'watchpost.sock';

/** The address of the local socket or named pipe of a data directory. */
export function endpointPath(dataDir: string, platform: NodeJS.Platform): string {
  const hash = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 24);
  if (platform === 'win32') return String.raw`\\.\pipe\watchpost-${hash}`;
  const beside = path.join(path.resolve(dataDir), SOCKET_NAME);
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_PATH) return beside;
  return path.join(tmpdir(), `watchpost-${userInfo().uid}`, `${hash}.sock`);
}

/**
 * Serves channels on a local socket. Only the holder of the instance lock may call this: it removes the socket
 * that a killed instance left behind.
 */
export async function listenLocally(
  endpoint: string,
  token: string,
  attach: (channel: Channel) => void,
): Promise<{ close(): Promise<void> }> {
  const isFile = isSocketFile(endpoint);
  if (isFile) {
    mkdirSync(path.dirname(endpoint), { recursive: true, mode: 0o700 });
    if (isExposed(endpoint)) {
      throw new Error(`${path.dirname(endpoint)} belongs to another user; choose a shorter --data directory`);
    }
    rmSync(endpoint, { force: true });
  }
  const channels = new Set<Channel>();
  const server: Server = createServer((socket) => {
    const channel = jsonLinesChannel(socket);
    channels.add(channel);
    channel.onClose(() => channels.delete(channel));
    const stop = channel.onMessage((message) => {
      stop();
      const hello = helloSchema.safeParse(message);
      if (!hello.success || !sameToken(hello.data.token, token)) {
        socket.destroy();
        return;
      }
      attach(channel);
      channel.send({ type: 'welcome' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(endpoint, resolve);
  });
  if (isFile) chmodSync(endpoint, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const channel of channels) channel.close();
      }),
  };
}

/**
 * Opens a channel to a running instance.
 * @returns null when nobody answers there within `timeoutMs`, or the token is not accepted
 */
export function connectLocally(endpoint: string, token: string, timeoutMs = 3000): Promise<Channel | null> {
  // Somebody else's socket would learn the token.
  if (isSocketFile(endpoint) && isExposed(endpoint)) return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = connect(endpoint);
    socket.setTimeout(timeoutMs, () => socket.destroy());
    socket.once('error', () => resolve(null));
    socket.once('close', () => resolve(null));
    const channel = jsonLinesChannel(socket);
    const stop = channel.onMessage(() => {
      stop();
      socket.setTimeout(0);
      resolve(channel);
    });
    socket.once('connect', () => channel.send({ type: 'hello', token }));
  });
}

function isSocketFile(endpoint: string): boolean {
  return !endpoint.startsWith(String.raw`\\.\pipe`);
}

/** Outside the data directory, where others may have laid the folder, it must be this user's own and private. */
function isExposed(endpoint: string): boolean {
  if (path.basename(endpoint) === SOCKET_NAME) return false;
  const folder = path.dirname(endpoint);
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory() || found.uid !== process.getuid?.()) return true;
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
  return false;
}

/** Compares without telling by its duration how much was right. */
export function sameToken(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
