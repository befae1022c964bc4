import { isIPv6 } from 'node:net';
import { bareHost } from '../../loopback.ts';

/** `books.example:443`, `[::1]:443`. */
export function hostAndPort({ host, port }: { host: string; port: number }): string {
  const bare = bareHost(host);
  return `${isIPv6(bare) ? `[${bare}]` : bare}:${port}`;
}
