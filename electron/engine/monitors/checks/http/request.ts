import type { HttpMonitor } from '../../../../../shared/config/model.ts';
import { basic, basicAuthorization } from './proxy.ts';

/** One request of a check; a redirect makes another. */
export interface Request {
  /** Without userinfo and fragment. */
  url: URL;
  method: string;
  /** Names as they are sent, no two alike but for case. */
  headers: Record<string, string>;
  body: Buffer | null;
  /** False once a redirect has left the monitor's own origin: nothing configured for it goes along any more. */
  trusted: boolean;
}

/** What every request says unless the configuration says otherwise. */
const DEFAULT_HEADERS: Readonly<Record<string, string>> = {
  'User-Agent': 'Watchpost',
  Accept: '*/*',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
};

/** The request a monitor's check begins with. */
export function firstRequest(monitor: HttpMonitor): Request {
  const url = new URL(monitor.url);
  const authorization = monitor.auth
    ? basic(monitor.auth.basic.user, monitor.auth.basic.password)
    : basicAuthorization(url);
  url.username = '';
  url.password = '';
  url.hash = '';
  const body = payload(monitor);
  const headers = overlay(
    DEFAULT_HEADERS,
    { Host: url.host },
    authorization === null ? {} : { Authorization: authorization },
    body === null ? {} : { 'Content-Type': body.type, 'Content-Length': String(body.bytes.length) },
    monitor.headers,
  );
  return { url, method: monitor.method.toUpperCase(), headers, body: body?.bytes ?? null, trusted: true };
}

function payload({ send }: HttpMonitor): { bytes: Buffer; type: string } | null {
  if (send === null) return null;
  if ('json' in send)
    return { bytes: Buffer.from(JSON.stringify(send.json) ?? 'null'), type: 'application/json' };
  return { bytes: Buffer.from(send.text), type: 'text/plain; charset=utf-8' };
}

/** Joins header sets; a later one replaces an earlier name whatever its case. */
export function overlay(...sets: Readonly<Record<string, string>>[]): Record<string, string> {
  const byName = new Map<string, [string, string]>();
  for (const set of sets) {
    for (const [name, value] of Object.entries(set)) byName.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries(byName.values());
}
