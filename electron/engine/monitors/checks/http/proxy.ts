import { isLoopbackHost } from '../../loopback.ts';
import { CheckFailure } from './failure.ts';
import { isExemptFromProxy } from './no-proxy.ts';

/** A proxy to go through. */
export interface Proxy {
  host: string;
  port: number;
  /** True for `https://` proxies, which are spoken to over TLS. */
  tls: boolean;
  /** Value of `Proxy-Authorization`, or null. */
  authorization: string | null;
}

/** Environment variables, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a destination, or null to go straight. `system` reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY (the
 * lower-case names first, as curl does) and never sends loopback through a proxy; a URL always applies.
 * Throws `CheckFailure` for a proxy that cannot be used.
 */
export function chooseProxy(
  setting: string,
  destination: { secure: boolean; host: string; port: number },
  environment: Environment,
): Proxy | null {
  if (setting === 'none') return null;
  if (setting !== 'system') return parseProxy(setting);
  const { secure, host, port } = destination;
  const name = secure ? 'https_proxy' : 'http_proxy';
  const url = environment[name] || environment[name.toUpperCase()];
  if (!url || isLoopbackHost(host)) return null;
  const exempt = environment['no_proxy'] || environment['NO_PROXY'];
  return isExemptFromProxy(exempt, host, port) ? null : parseProxy(url);
}

/** Reads `http://user:password@host:port`; without a scheme `http` is meant. Never repeats the text in an error. */
function parseProxy(text: string): Proxy {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (!url || !url.hostname)
    throw new CheckFailure('internal', 'the proxy is not a URL such as http://proxy.example:3128');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new CheckFailure(
      'internal',
      `a proxy of kind ${url.protocol.slice(0, -1)} cannot be used, only http and https`,
    );
  }
  const tls = url.protocol === 'https:';
  return {
    host: url.hostname.replace(/^\[(.+)\]$/, '$1'),
    port: url.port === '' ? (tls ? 443 : 80) : Number(url.port),
    tls,
    authorization: basicAuthorization(url),
  };
}

/** The `Authorization` value for the userinfo of a URL, or null where it has none. */
export function basicAuthorization(url: URL): string | null {
  if (url.username === '' && url.password === '') return null;
  return basic(decodeURIComponentSafely(url.username), decodeURIComponentSafely(url.password));
}

/** The `Authorization` value of RFC 7617, in UTF-8. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** A stray `%` in a password is taken as it is. */
function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
