import { isIPv6 } from 'node:net';

const DNS_PORT = 53;

/** The canaries that stand in where none are configured: the DNS servers that are not on this machine, over TCP. */
export function dnsCanaries(servers: readonly string[], isLoopbackHost: (host: string) => boolean): string[] {
  const addresses = servers
    .map(splitHostPort)
    .filter(({ host }) => !isLoopbackHost(host))
    .map(({ host, port }) => `tcp://${isIPv6(host) ? `[${host}]` : host}:${port}`);
  return [...new Set(addresses)];
}

/** Takes `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` and `[2001:db8::1]:5353`. */
function splitHostPort(server: string): { host: string; port: number } {
  const bracketed = /^\[(.+)\](?::(\d+))?$/.exec(server);
  if (bracketed) return { host: bracketed[1] ?? '', port: Number(bracketed[2] ?? DNS_PORT) };
  const [host = '', port, ...more] = server.split(':');
  return port === undefined || more.length > 0
    ? { host: server, port: DNS_PORT }
    : { host, port: Number(port) };
}
