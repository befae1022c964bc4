import { request } from 'node:http';
import type { Socket } from 'node:net';
import { hostAndPort } from '../common/host-and-port.ts';
import { HEADER_LIMIT } from './explain.ts';
import { CheckFailure } from './failure.ts';
import type { Proxy } from './proxy.ts';

/**
 * Asks a proxy, over a connection to it, for a tunnel to `target` (CONNECT, RFC 9110, section 9.3.6). Resolves when the
 * connection leads to the target; rejects with `CheckFailure` when the proxy declines, else with Node's error.
 */
export function openTunnel(
  socket: Socket,
  proxy: Proxy,
  target: { host: string; port: number },
): Promise<Socket> {
  const authority = hostAndPort(target);
  return new Promise((resolve, reject) => {
    const ask = request({
      createConnection: () => socket,
      method: 'CONNECT',
      path: authority,
      headers: {
        Host: authority,
        ...(proxy.authorization === null ? {} : { 'Proxy-Authorization': proxy.authorization }),
      },
      maxHeaderSize: HEADER_LIMIT,
    });
    ask.once('error', reject);
    ask.once('connect', (answer, _socket, head) => {
      ask.off('error', reject);
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) {
        reject(
          new CheckFailure('transport', `the proxy ${hostAndPort(proxy)} answered ${status} to CONNECT`),
        );
        return;
      }
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    ask.end();
  });
}
