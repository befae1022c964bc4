import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Cancel, Clock } from '../engine/ports.ts';
import { switchableServer, type SwitchableServer } from './switchable-server.ts';

export interface DemoRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** At most 64 KiB of the body, as text. */
  body: string;
}

export interface DemoAnswer {
  status: number;
  /** A string is sent as it is, anything else as JSON. */
  body: unknown;
  headers?: Record<string, string>;
  /** How long the answer takes, in milliseconds. */
  delayMs: number;
}

export type Route = (request: DemoRequest) => DemoAnswer;

export interface HttpServiceOptions {
  port: number;
  clock: Clock;
  /** By `METHOD /path`. */
  routes: Readonly<Record<string, Route>>;
  /** Told of every answer, for metrics and access logs. */
  onAnswer?: (request: DemoRequest, answer: DemoAnswer) => void;
}

const BODY_LIMIT = 64 * 1024;

/** A small HTTP server on loopback with fixed routes; everything else is a 404. */
export function httpService({ port, clock, routes, onAnswer }: HttpServiceOptions): SwitchableServer {
  const delays = new Set<Cancel>();

  const answer = (request: DemoRequest, response: ServerResponse): void => {
    const route = routes[`${request.method} ${request.path}`];
    const result = route?.(request) ?? { status: 404, body: { error: 'Not Found' }, delayMs: 1 };
    const cancel = clock.setTimeout(() => {
      delays.delete(cancel);
      onAnswer?.(request, result);
      send(response, result);
    }, result.delayMs);
    delays.add(cancel);
  };
  const build = (): Server =>
    createServer((message, response) => {
      readBody(message).then(
        (body) => answer(toRequest(message, body), response),
        () => response.destroy(), // The request broke off: there is nobody to answer.
      );
    });
  return switchableServer(port, build, (server) => {
    for (const cancel of delays) cancel();
    delays.clear();
    server.closeAllConnections();
  });
}

async function readBody(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message) {
    if (text.length < BODY_LIMIT) text += String(chunk);
  }
  return text.slice(0, BODY_LIMIT);
}

function toRequest(message: IncomingMessage, body: string): DemoRequest {
  const url = new URL(message.url ?? '/', 'http://localhost');
  return { method: message.method ?? 'GET', path: url.pathname, query: url.searchParams, body };
}

function send(response: ServerResponse, { status, body, headers }: DemoAnswer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}
