import {
  request as httpRequest,
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../../../ports.ts';
import { readCertificate } from '../certificate.ts';
import { errorCode } from '../common/transport-words.ts';
import { readBody } from './body.ts';
import { readEncodings } from './content-encoding.ts';
import { HEADER_LIMIT } from './explain.ts';
import { CheckFailure } from './failure.ts';
import { createFrom, type Open, type OpeningRequest } from './keep-alive.ts';
import { addPhase, type Progress } from './progress.ts';
import { isRedirect } from './redirect.ts';
import type { Request } from './request.ts';
import type { Route } from './route.ts';

/** More interim answers (100, 102, 103) than any service has a use for; each costs memory and time. */
const MOST_INTERIM = 100;

/** An answer as far as it was read. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Decoded and at most 1 MiB; empty where it could not be decoded. */
  body: Buffer;
  /** False where the body could not be decoded and so says nothing. */
  readable: boolean;
  /** What the reader of the result should know about the reading. */
  notes: string[];
}

/** A kept connection that the target had closed meanwhile; the request did not reach it. */
export class StaleConnection extends Error {
  override name = 'StaleConnection';
}

export interface ExchangeOptions {
  route: Route;
  open: Open;
  /** Null: a connection for this request alone. */
  agent: Agent | null;
  /** True: the body of a redirect is not read. */
  follow: boolean;
  clock: Clock;
  progress: Progress;
  /** Told the running request, so that it can be destroyed. */
  onRequest(request: { destroy(): void }): void;
}

/**
 * Sends one request and reads its answer, within the bounds of headers and body; the total time is the caller's.
 * Rejects with the error of whichever layer failed, see `explain`, or with `StaleConnection`.
 */
export function exchange(request: Request, options: ExchangeOptions): Promise<Answer> {
  const { clock, progress, agent } = options;
  return new Promise((resolve, reject) => {
    let sentAt = clock.monotonic();
    let answered = false;
    const outgoing = httpRequest({
      ...(agent === null ? { createConnection: createFrom } : { agent }),
      open: options.open,
      connectionKey: request.url.origin,
      method: request.method,
      path: pathOf(request, options.route),
      headers: headersOf(request, options.route),
      setHost: false,
      maxHeaderSize: HEADER_LIMIT,
    } as OpeningRequest);
    options.onRequest(outgoing);
    outgoing.on('socket', (socket) => {
      sentAt = clock.monotonic();
      if (outgoing.reusedSocket && socket instanceof TLSSocket) {
        progress.certificate = readCertificate(socket, options.route.certificateHost);
      }
      progress.step = 'waiting for the answer';
    });
    outgoing.on('error', (error) => {
      const stale = outgoing.reusedSocket && !answered && errorCode(error) === 'ECONNRESET';
      reject(stale ? new StaleConnection(error.message) : error);
    });
    let interim = 0;
    outgoing.on('information', () => {
      interim += 1;
      if (interim > MOST_INTERIM) outgoing.destroy(tooManyInterim());
    });
    const onHead = (incoming: IncomingMessage): number => {
      const headAt = clock.monotonic();
      answered = true;
      addPhase(progress, 'firstByteMs', headAt - sentAt);
      progress.step = 'reading the body';
      progress.httpStatus = incoming.statusCode ?? null;
      return headAt;
    };
    outgoing.on('response', (incoming) => {
      const headAt = onHead(incoming);
      readAnswer(incoming, options.follow).then(
        ({ answer, complete }) => {
          addPhase(progress, 'bodyMs', clock.monotonic() - headAt);
          if (!complete) outgoing.destroy();
          resolve(answer);
        },
        (error: unknown) => {
          outgoing.destroy();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
    // A change of protocol is an answer like any other; nothing further is read.
    outgoing.on('upgrade', (incoming) => {
      onHead(incoming);
      outgoing.destroy();
      resolve(answerOf(incoming));
    });
    outgoing.end(request.body ?? undefined);
  });
}

function pathOf({ url }: Request, { proxy, tunnel }: Route): string {
  return proxy !== null && !tunnel ? url.href : `${url.pathname}${url.search}`;
}

function headersOf({ headers }: Request, { proxy, tunnel }: Route): Record<string, string> {
  if (proxy === null || tunnel || proxy.authorization === null) return headers;
  return { ...headers, 'Proxy-Authorization': proxy.authorization };
}

function answerOf(incoming: IncomingMessage, more: Partial<Answer> = {}): Answer {
  const { statusCode = 0, headers } = incoming;
  return { status: statusCode, headers, body: Buffer.alloc(0), readable: true, notes: [], ...more };
}

/** `complete` is false where there is more on the connection that nobody wants to read. */
async function readAnswer(
  incoming: IncomingMessage,
  follow: boolean,
): Promise<{ answer: Answer; complete: boolean }> {
  if (follow && isRedirect(incoming.statusCode ?? 0, incoming.headers.location)) {
    return { answer: answerOf(incoming), complete: false };
  }
  const encodings = readEncodings(incoming.headers['content-encoding']);
  const raw = 'problem' in encodings;
  let received = 0;
  try {
    const body = await readBody(
      incoming,
      raw ? { decoders: [], names: [] } : encodings,
      (bytes) => (received += bytes),
    );
    const notes = [raw ? `body not read: ${encodings.problem}` : null, body.cut].filter(
      (note) => note !== null,
    );
    const bytes = raw ? Buffer.alloc(0) : body.bytes;
    return {
      answer: answerOf(incoming, { body: bytes, readable: !raw, notes }),
      complete: body.cut === null,
    };
  } catch (error) {
    throw incoming.complete || error instanceof CheckFailure ? error : brokenOff(incoming, received);
  }
}

function tooManyInterim(): CheckFailure {
  return new CheckFailure('transport', `more than ${MOST_INTERIM} interim answers (1xx) and no final one`);
}

function brokenOff({ headers }: IncomingMessage, received: number): CheckFailure {
  const announced = headers['content-length'];
  const of = announced === undefined ? '' : ` of ${announced}`;
  return new CheckFailure('transport', `the answer broke off after ${received}${of} bytes`);
}
