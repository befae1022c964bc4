import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { bareHost } from '../../loopback.ts';

const DNS_PORT = 53;

/** `10.0.0.1`, `10.0.0.1:5353`, `[::1]:53`, `::1` or a name with or without port, taken apart; null where it is none of them. */
export function parseServer(server: string): { host: string; port: number } | null {
  const text = server.trim();
  if (isIPv6(text)) return { host: text, port: DNS_PORT };
  const parts = /^(\[[^\]]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/.exec(text);
  if (!parts?.[1]) return null;
  const port = parts[2] === undefined ? DNS_PORT : Number(parts[2]);
  return port >= 1 && port <= 65_535 ? { host: bareHost(parts[1]), port } : null;
}

/** The server as `Resolver.setServers` takes it; a name is looked up the system's way first. */
export async function serverAddress({ host, port }: { host: string; port: number }): Promise<string> {
  const address = isIP(host) ? host : (await lookup(host)).address;
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}
