import type { HttpMonitor } from '../../../../../shared/config/model.ts';
import { bareHost } from '../../loopback.ts';
import { CheckFailure } from './failure.ts';
import { chooseProxy, type Environment, type Proxy } from './proxy.ts';
import type { Request } from './request.ts';

/** The way a request takes. */
export interface Route {
  /** Where the connection ends, beyond any proxy. */
  host: string;
  port: number;
  secure: boolean;
  proxy: Proxy | null;
  /** True where the proxy passes bytes on (CONNECT), false where it reads the request itself. */
  tunnel: boolean;
  /** The name the certificate must be for. */
  certificateHost: string;
}

/**
 * The way to a request's address. `connect` and `tls.servername` speak of the monitor's own origin, so they do not
 * count once a redirect has left it. Throws `CheckFailure` for a `connect` or proxy that cannot be used.
 */
export function routeOf(request: Request, monitor: HttpMonitor, environment: Environment): Route {
  const secure = request.url.protocol === 'https:';
  const own = { host: bareHost(request.url.hostname), port: portOf(request.url) };
  const detour = request.trusted && monitor.connect !== null ? detourOf(monitor.connect) : null;
  const end = detour ?? own;
  const proxy = chooseProxy(monitor.proxy, { secure, ...end }, environment);
  return {
    ...end,
    secure,
    proxy,
    // A proxy that reads the request would go by its address and so undo the detour.
    tunnel: proxy !== null && (secure || detour !== null),
    certificateHost: (request.trusted ? monitor.tls.servername : null) ?? own.host,
  };
}

function detourOf(connect: string): { host: string; port: number } {
  const detour = parseConnect(connect);
  if (!detour) throw new CheckFailure('internal', 'connect: expected HOST:PORT such as "10.0.0.5:3001"');
  return detour;
}

/** The port of an http(s) URL, also where it is the scheme's own. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** Reads `10.0.0.5:3001`, `books.example:80`, `[::1]:3001`; null for anything else. */
export function parseConnect(text: string): { host: string; port: number } | null {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(text.trim());
  const port = Number(match?.[2]);
  return match?.[1] && port >= 1 && port <= 65_535 ? { host: bareHost(match[1]), port } : null;
}
