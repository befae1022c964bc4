import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const ORIGIN = 'app://watchpost';

/** Must run before the app is ready: the scheme gets the rights of a web page, and none of a file. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export const pageUrl = (page: string) => `${ORIGIN}${page}`;

/** Whether an address belongs to our own window. */
export function isOwnPage(address: string): boolean {
  return URL.canParse(address) && address.startsWith(`${ORIGIN}/`);
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Serves the built window, with its index for every path that is a page and not an asset. */
export function serveAppScheme(session: Session, rendererDir: string): void {
  session.protocol.handle('app', async ({ url }) => {
    const { host, pathname } = new URL(url);
    if (host !== 'watchpost') return new Response('There is no such host.', { status: 404 });
    const type = TYPES[path.posix.extname(pathname)];
    if (!type) return index(rendererDir);
    const file = path.join(rendererDir, path.posix.normalize(decodeURIComponent(pathname)));
    if (!file.startsWith(rendererDir + path.sep))
      return new Response('There is no such file.', { status: 404 });
    try {
      return new Response(await readFile(file), {
        headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
      });
    } catch {
      return new Response('There is no such file.', { status: 404 });
    }
  });
}

async function index(rendererDir: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const html = await readFile(path.join(rendererDir, 'index.html'), 'utf8');
  return new Response(html.replaceAll('__CSP_NONCE__', nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
    },
  });
}

/** What the window may do: run and style itself. The engine is reached over a port, so nothing is connected to. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
