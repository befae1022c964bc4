import { createServer, type Server, type Socket } from 'node:net';
import { switchableServer, type SwitchableServer } from './switchable-server.ts';

/**
 * A TCP port on loopback that answers each chunk it is sent with `reply` of it; a reply of null says nothing.
 */
export function tcpService(port: number, reply: (text: string) => string | null): SwitchableServer {
  const sockets = new Set<Socket>();
  const build = (): Server =>
    createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy()); // The other side went away, which is its right.
      socket.on('data', (chunk: Buffer) => {
        const answer = reply(chunk.toString('latin1'));
        if (answer !== null) socket.write(answer);
      });
    });
  return switchableServer(port, build, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** Redis as far as a health check goes: `PING` in either form of its protocol. */
export function redisReply(text: string): string | null {
  return /\bPING\b/i.test(text) ? '+PONG\r\n' : '-ERR unknown command\r\n';
}
