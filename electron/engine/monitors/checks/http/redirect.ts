import { CheckFailure } from './failure.ts';
import { overlay, type Request } from './request.ts';

const FOLLOWED = new Set([301, 302, 303, 307, 308]);

/** Headers that tell nothing about who asks and so may go to another origin; every other one is taken for a secret. */
const HARMLESS = new Set([
  'user-agent',
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'pragma',
  'content-type',
  'content-length',
]);
const OF_THE_BODY = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'transfer-encoding',
]);

/** True for an answer that sends the check elsewhere. */
export function isRedirect(status: number, location: string | undefined): location is string {
  return FOLLOWED.has(status) && location !== undefined && location !== '';
}

/**
 * The request that follows a redirect (RFC 9110, section 15.4): 303, and 301 and 302 of a POST, become a GET without
 * body; 307 and 308 keep both. To another origin only harmless headers go along, never again the others.
 * Throws `CheckFailure` for an address that is not http(s).
 */
export function redirected(request: Request, status: number, location: string): Request {
  const url = address(request.url, location);
  const toGet =
    (status === 303 && request.method !== 'HEAD') ||
    ((status === 301 || status === 302) && request.method === 'POST');
  const sameOrigin = url.origin === request.url.origin;
  const kept = Object.entries(request.headers).filter(([name]) => {
    const lower = name.toLowerCase();
    return (sameOrigin || HARMLESS.has(lower)) && !(toGet && OF_THE_BODY.has(lower));
  });
  return {
    url,
    method: toGet ? 'GET' : request.method,
    headers: sameOrigin ? Object.fromEntries(kept) : overlay(Object.fromEntries(kept), { Host: url.host }),
    body: toGet ? null : request.body,
    trusted: request.trusted && sameOrigin,
  };
}

function address(from: URL, location: string): URL {
  // Node hands headers out byte by byte; addresses on the wire are UTF-8 where they are not ASCII.
  const url = URL.parse(Buffer.from(location, 'latin1').toString('utf8'), from.href);
  if (!url) throw new CheckFailure('assertion', 'redirected to an address that cannot be read');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new CheckFailure(
      'assertion',
      `redirected to a ${url.protocol} address, only http and https are followed`,
    );
  }
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}

/** An address for a message: without its query, which may hold secrets. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
}
