import type { Socket } from 'node:net';
import type { HttpMonitor } from '../../../../../shared/config/model.ts';
import type { Clock } from '../../../ports.ts';
import { exchange, StaleConnection, type Answer } from './exchange.ts';
import { explain } from './explain.ts';
import { CheckFailure } from './failure.ts';
import type { KeepAliveAgent } from './keep-alive.ts';
import { openConnection } from './open-connection.ts';
import type { Progress } from './progress.ts';
import type { Environment } from './proxy.ts';
import { isRedirect, redirected, shownUrl } from './redirect.ts';
import type { Request } from './request.ts';
import { routeOf } from './route.ts';
import type { TlsMaterial } from './tls.ts';

/** What must be destroyed when a check ends before its answer does. */
export interface Held {
  /** The outermost one; those beneath it end with it. */
  socket: Socket | null;
  request: { destroy(): void } | null;
}

/** What one check works with. */
export interface Visit {
  monitor: HttpMonitor;
  environment: Environment;
  material: TlsMaterial;
  /** Null where each request gets a connection of its own. */
  agent: KeepAliveAgent | null;
  clock: Clock;
  signal: AbortSignal;
  progress: Progress;
  held: Held;
}

/** Methods that may be sent again when a kept connection turns out to be closed (RFC 9110, section 9.2.2). */
const REPEATABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/**
 * Sends a request and those that its redirects ask for, up to the monitor's limit.
 * Rejects with `CheckFailure` for everything that keeps it from a complete answer.
 */
export async function follow(first: Request, visit: Visit): Promise<{ answer: Answer; request: Request }> {
  const { monitor } = visit;
  const seen = new Set<string>();
  let request = first;
  for (let hops = 0; ; hops += 1) {
    seen.add(keyOf(request));
    const answer = await send(request, visit);
    const { location } = answer.headers;
    if (monitor.redirects === 0 || !isRedirect(answer.status, location)) return { answer, request };
    const next = redirected(request, answer.status, location);
    if (seen.has(keyOf(next)))
      throw new CheckFailure('assertion', `redirect loop: it leads back to ${shownUrl(next.url)}`);
    if (hops === monitor.redirects)
      throw new CheckFailure(
        'assertion',
        `more than ${monitor.redirects} redirects, the next one to ${shownUrl(next.url)}`,
      );
    request = next;
  }
}

/** No cookies are kept, so the same request gets the same answer. */
function keyOf({ method, url, trusted }: Request): string {
  return `${method} ${trusted} ${url.href}`;
}

async function send(request: Request, visit: Visit): Promise<Answer> {
  const agent = REPEATABLE.has(request.method) ? visit.agent : null;
  try {
    return await sendOver(agent, request, visit);
  } catch (error) {
    if (error instanceof StaleConnection) return sendOver(null, request, visit);
    throw error;
  }
}

async function sendOver(agent: KeepAliveAgent | null, request: Request, visit: Visit): Promise<Answer> {
  const { monitor, progress, clock } = visit;
  const route = routeOf(request, monitor, visit.environment);
  const open = (): Promise<Socket> =>
    openConnection(route, {
      family: monitor.ip,
      verify: monitor.tls.verify,
      trusted: request.trusted,
      material: visit.material,
      clock,
      signal: visit.signal,
      progress,
      onSocket: (socket) => (visit.held.socket = socket),
    });
  progress.step = route.proxy === null ? 'connecting' : 'connecting to the proxy';
  try {
    return await exchange(request, {
      route,
      open,
      agent,
      follow: monitor.redirects > 0,
      clock,
      progress,
      onRequest: (sent) => (visit.held.request = sent),
    });
  } catch (error) {
    if (error instanceof StaleConnection) throw error;
    const end = progress.step === 'connecting to the proxy' && route.proxy ? route.proxy : route;
    throw explain(error, progress.step, { host: end.host, port: end.port, tls: route.secure });
  }
}
