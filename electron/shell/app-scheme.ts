import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy } from '../../shared/window/content-security-policy.ts';
import { WINDOW_FILE_TYPES } from '../../shared/window/file-types.ts';

const ORIGIN = 'app://watchpost';
const NO_SNIFFING = { 'x-content-type-options': 'nosniff' };

/** Must run before the app is ready: the scheme gets the rights of a web page, and none of a file. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** The address of a page of the window. */
export const pageUrl = (page: string) => `${ORIGIN}${page}`;

/** Whether an address belongs to our own window. */
export function isOwnPage(address: string): boolean {
  return URL.canParse(address) && address.startsWith(`${ORIGIN}/`);
}

/** Serves the built window on `app://watchpost/`, with its index for every path that is a page and not a file. */
export function serveAppScheme(session: Session, rendererDir: string): void {
  session.protocol.handle('app', ({ url }) => {
    const { host, pathname } = new URL(url);
    return host === 'watchpost' ? windowFile(rendererDir, pathname) : missing();
  });
}

/** The answer for a path of the window: a file of the build, a page, or 404 for a file that is not in the build. */
async function windowFile(rendererDir: string, pathname: string): Promise<Response> {
  const name = decoded(pathname);
  if (name === null) return missing();
  const type = WINDOW_FILE_TYPES[path.posix.extname(name)];
  const file = path.join(rendererDir, path.posix.normalize(name));
  if (!type) return index(rendererDir);
  if (!file.startsWith(rendererDir + path.sep)) return missing();
  try {
    return new Response(await readFile(file), { headers: { 'content-type': type, ...NO_SNIFFING } });
  } catch {
    // A page's address may end like a file's, as `/monitors/site.js` does; the build's own files are in a folder.
    return name.startsWith('/assets/') ? missing() : index(rendererDir);
  }
}

/** Null for what is not valid percent-encoding. */
function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function missing(): Response {
  return new Response('There is no such file.', { status: 404, headers: NO_SNIFFING });
}

async function index(rendererDir: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const html = await readFile(path.join(rendererDir, 'index.html'), 'utf8');
  return new Response(html.replaceAll('__CSP_NONCE__', nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce, { connects: false }),
      ...NO_SNIFFING,
    },
  });
}
