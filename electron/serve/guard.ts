/** Who may ask the headless host for what. Pure. */
import type { IncomingHttpHeaders } from 'node:http';

export interface GuardOptions {
  port: number;
  /** Host names, beside the loopback ones, under which the host may be addressed. */
  allowedHosts: readonly string[];
  token: string;
  sameToken(given: string, expected: string): boolean;
}

export type Verdict = { allowed: true } | { allowed: false; status: 401 | 403; reason: string };

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** The name of the cookie: cookies know no ports, and two instances on one machine must not share one. */
export const cookieName = (port: number) => `watchpost-${port}`;

/** Refuses a foreign Host (DNS rebinding) and a foreign Origin (another site's script). */
export function checkOrigin(headers: IncomingHttpHeaders, options: GuardOptions): Verdict {
  const names = [...LOOPBACK_NAMES, ...options.allowedHosts];
  const hosts = new Set(names.flatMap((name) => [name, `${name}:${options.port}`]));
  if (!headers.host || !hosts.has(headers.host.toLowerCase())) {
    return {
      allowed: false,
      status: 403,
      reason: `This host is not addressed as "${headers.host ?? ''}"; start it with --allow-host to allow the name.`,
    };
  }
  const { origin } = headers;
  if (origin !== undefined && !isOwnOrigin(origin, hosts)) {
    return { allowed: false, status: 403, reason: 'Requests from other sites are refused.' };
  }
  return { allowed: true };
}

/** Wants the token as a bearer token or as the cookie. */
export function checkToken(headers: IncomingHttpHeaders, options: GuardOptions): Verdict {
  const bearer = /^Bearer\s+(.+)$/iu.exec(headers.authorization ?? '')?.[1];
  const cookie = cookies(headers.cookie ?? '').get(cookieName(options.port));
  const given = bearer ?? cookie;
  if (given !== undefined && options.sameToken(given, options.token)) return { allowed: true };
  return {
    allowed: false,
    status: 401,
    reason: 'Open the address that Watchpost printed, or send its token as a bearer token.',
  };
}

function isOwnOrigin(origin: string, hosts: ReadonlySet<string>): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  return url !== null && /^https?:$/u.test(url.protocol) && hosts.has(url.host.toLowerCase());
}

function cookies(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}
