import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Channel } from '../../shared/contract/envelope.ts';
import type { Status } from '../../shared/contract/schemas.ts';
import { sameToken } from '../host/local-endpoint.ts';
import { checkOrigin, checkToken, cookieName, type GuardOptions } from './guard.ts';
import { prometheusText } from './prometheus.ts';
import { webSocketChannel } from './websocket-channel.ts';
import { windowFile } from './window-files.ts';

/** What the HTTP host needs of the instance behind it. */
export interface HttpHostDeps {
  token: string;
  /** Folder of the built window. */
  rendererDir: string;
  attach(channel: Channel): void;
  status(): Promise<Status>;
  mark(text: string): Promise<{ at: number }>;
  /** Whether Watchpost itself works: its engine and its databases. */
  ready(): { ready: boolean; reason: string };
}

export interface HttpHost {
  port: number;
  /** Carries the token; setting the cookie and moving on to the window is its only use. */
  url: string;
  close(): Promise<void>;
}

type Answer = { status: number; headers?: Record<string, string>; body: unknown };

/** How long a window may take to say goodbye when the host stops. */
const GOODBYE_MS = 1000;

/** A mark is a line of text; more is a mistake. */
const LARGEST_BODY = 64 * 1024;

/** Serves the window, the contract and Watchpost's own health over HTTP, guarded by the token. */
export async function startHttpHost(
  deps: HttpHostDeps,
  where: { host: string; port: number; allowedHosts: readonly string[] },
): Promise<HttpHost> {
  const guard: GuardOptions = {
    port: where.port,
    allowedHosts: where.allowedHosts,
    token: deps.token,
    sameToken,
  };
  const server = createServer((request, response) => {
    void answer(request).then(
      (reply) => send(response, reply),
      () => send(response, { status: 500, body: { error: 'Watchpost could not answer this request.' } }),
    );
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4 * 1024 * 1024 });
  server.on('upgrade', (request, socket, head) => {
    const verdict = firstRefusal(request);
    if (verdict || new URL(request.url ?? '/', 'http://host').pathname !== '/api/ws') {
      const status = verdict
        ? `${verdict.status} ${verdict.status === 401 ? 'Unauthorized' : 'Forbidden'}`
        : '404 Not Found';
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => deps.attach(webSocketChannel(webSocket)));
  });

  function firstRefusal(request: IncomingMessage) {
    const verdicts = [checkOrigin(request.headers, guard), checkToken(request.headers, guard)];
    return verdicts.find((verdict) => !verdict.allowed);
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const origin = checkOrigin(request.headers, guard);
    if (!origin.allowed) return { status: origin.status, body: { error: origin.reason } };
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const reading = request.method === 'GET' || request.method === 'HEAD';

    if (reading && /^\/health(\/ready|\/live)?$/u.test(url.pathname)) return ownHealth(url.pathname);
    const given = url.searchParams.get('token');
    if (reading && given !== null && sameToken(given, deps.token)) return signIn(url);
    const token = checkToken(request.headers, guard);
    if (!token.allowed) return { status: token.status, body: { error: token.reason } };

    if (reading && url.pathname === '/metrics') {
      const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
      return { status: 200, headers, body: prometheusText(await deps.status()) };
    }
    if (reading && url.pathname === '/api/status') return { status: 200, body: await deps.status() };
    if (request.method === 'POST' && url.pathname === '/api/marks') return setMark(request);
    if (url.pathname.startsWith('/api/')) return { status: 404, body: { error: 'There is no such call.' } };
    if (!reading)
      return { status: 405, headers: { allow: 'GET, HEAD' }, body: { error: 'Only GET is answered here.' } };
    return windowFile(deps.rendererDir, url.pathname);
  }

  function ownHealth(pathname: string): Answer {
    const { ready, reason } = deps.ready();
    const live = pathname === '/health/live';
    const status = live || ready ? 200 : 503;
    const body = live
      ? { status: 'alive' }
      : { status: ready ? 'ready' : 'not ready', ...(ready ? {} : { reason }) };
    return { status, headers: { 'cache-control': 'no-store' }, body };
  }

  /** Moves the token from the address into the cookie, so that it stays out of history and referrers. */
  function signIn(url: URL): Answer {
    url.searchParams.delete('token');
    const cookie = `${cookieName(guard.port)}=${deps.token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000`;
    return {
      status: 302,
      headers: { 'set-cookie': cookie, location: `/${url.pathname.replace(/^\/+/u, '')}${url.search}` },
      body: '',
    };
  }

  async function setMark(request: IncomingMessage): Promise<Answer> {
    const text = markText(await readBody(request), request.headers['content-type'] ?? '');
    if (text === null) {
      return {
        status: 400,
        body: {
          error: 'Send the text of the mark as {"text": "…"} or as plain text, up to 1,000 characters.',
        },
      };
    }
    return { status: 201, body: await deps.mark(text) };
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  guard.port = port;
  const shownHost = where.host.includes(':') ? `[${where.host}]` : where.host;
  const isWildcard = where.host === '0.0.0.0' || where.host === '::';
  guard.allowedHosts = isWildcard ? where.allowedHosts : [...where.allowedHosts, shownHost.toLowerCase()];
  return {
    port,
    url: `http://${isWildcard ? '127.0.0.1' : shownHost}:${port}/?token=${deps.token}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.close(1001, 'Watchpost is stopping');
        const end = setTimeout(() => {
          for (const client of sockets.clients) client.terminate();
        }, GOODBYE_MS);
        server.close(() => {
          clearTimeout(end);
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...(isText ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  });
  response.end(isText ? body : `${JSON.stringify(body)}\n`);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > LARGEST_BODY) return '';
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The text of a mark from a plain or a JSON body; null when it is none. Scripts post their own shapes too. */
function markText(body: string, contentType: string): string | null {
  let text: unknown = body;
  if (/json/iu.test(contentType)) {
    try {
      const parsed: unknown = JSON.parse(body);
      const { text: own, event, status } = (parsed ?? {}) as Record<string, unknown>;
      text = own ?? [event, status].filter((part) => typeof part === 'string').join(' ');
    } catch {
      return null;
    }
  }
  if (typeof text !== 'string') return null;
  const trimmed = text.trim();
  return trimmed.length >= 1 && trimmed.length <= 1000 ? trimmed : null;
}
