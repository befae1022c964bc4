import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type ProxyEnv,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { errorCode, transportInWords } from '../../monitors/checks/common/transport-words.ts';
import { isLoopbackHost } from '../../monitors/loopback.ts';
import type { Clock } from '../../ports.ts';
import { DeliveryError } from '../delivery-error.ts';

/** One request to a receiver. */
export interface Outgoing {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  /** Empty for a GET. */
  body: string;
}

/** What came back. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  /** The beginning of the body; empty where the message was taken. */
  text: string;
}

/** Sends a request; rejects with a `DeliveryError` that names no part of the URL but the host. */
export type Send = (outgoing: Outgoing, signal: AbortSignal) => Promise<Reply>;

/** More of an answer is not read: it is only quoted. */
const BODY_LIMIT = 16 * 1024;
/** How long the rest of an answer that took the message is waited for, so that the connection ends in order. */
const REST_WITHIN_MS = 1_000;
const MOST_REDIRECTS = 3;
/** These keep method and body; the others would make a GET of a message. */
const FOLLOWED = new Set([307, 308]);

/** Requests on a connection of their own, through the proxy of the environment, never for this machine itself. */
export function createSend(env: ProxyEnv, clock: Clock): Send {
  return async (outgoing, signal) => {
    let { url } = outgoing;
    for (let redirects = 0; ; redirects += 1) {
      const reply = await exchange({ ...outgoing, url }, signal, { env, clock });
      const { location } = reply.headers;
      if (!FOLLOWED.has(reply.status) || location === undefined) return reply;
      url = followed(url, location, redirects);
    }
  };
}

/** Only within the origin that the configuration names: elsewhere nobody was meant to read the message. */
function followed(from: string, location: string, redirects: number): string {
  const target = URL.parse(location, from);
  if (target?.origin !== new URL(from).origin) {
    const where = target ? `${target.protocol}//${target.host}` : 'an address that cannot be read';
    throw new DeliveryError(`redirects to ${where}, which is not followed; put the final address into url`, {
      permanent: true,
    });
  }
  if (redirects === MOST_REDIRECTS) {
    throw new DeliveryError(`redirects more than ${MOST_REDIRECTS} times`, { permanent: true });
  }
  return target.href;
}

function exchange(
  { url, method, headers, body }: Outgoing,
  signal: AbortSignal,
  { env, clock }: { env: ProxyEnv; clock: Clock },
): Promise<Reply> {
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  const proxyEnv = isLoopbackHost(target.hostname) ? undefined : env;
  const agent = secure ? new HttpsAgent({ proxyEnv }) : new HttpAgent({ proxyEnv });
  const all = {
    'User-Agent': 'Watchpost',
    'Accept-Encoding': 'identity',
    ...headers,
    ...(method === 'POST' ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? httpsRequest : httpRequest)(target, { method, headers: all, agent, signal });
    request.on('error', (error) => reject(failure(error, target, signal)));
    request.once('response', (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      const chunks: Buffer[] = [];
      let size = 0;
      const done = () => {
        const text = Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString('utf8');
        resolve({ status, headers: answered, text });
        cancel();
        request.destroy();
      };
      // The message is taken: whatever becomes of the rest of such an answer, it must not be sent again.
      const taken = status >= 200 && status < 300;
      if (taken) resolve({ status, headers: answered, text: '' });
      const cancel = taken ? clock.setTimeout(done, REST_WITHIN_MS) : () => {};
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= BODY_LIMIT) done();
      });
      response.once('end', done);
      response.on('error', (error) => {
        cancel();
        reject(failure(error, target, signal));
      });
    });
    request.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: '' });
    });
    request.end(body);
  });
}

function failure(error: Error, { host }: URL, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason as Error;
  return new DeliveryError(`${host}: ${transportInWords(errorCode(error))}`);
}
