import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy } from '../../shared/window/content-security-policy.ts';
import { WINDOW_FILE_TYPES } from '../../shared/window/file-types.ts';

/** A file of the built window as it goes over HTTP. */
export interface WindowFile {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

/**
 * The file that a path of the window names. Paths without an extension are pages of the window and get the
 * index; a missing asset is a 404.
 */
export async function windowFile(folder: string, pathname: string): Promise<WindowFile> {
  const name = decode(pathname);
  const extension = path.posix.extname(name);
  if (extension === '' || extension === '.html') return index(folder);
  const file = path.join(folder, path.posix.normalize(name));
  const type = WINDOW_FILE_TYPES[extension];
  if (!type || !file.startsWith(folder + path.sep)) return missing();
  try {
    const immutable = name.startsWith('/assets/');
    const cache = immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
    return {
      status: 200,
      headers: { 'content-type': type, 'cache-control': cache },
      body: await readFile(file),
    };
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return missing();
    throw error;
  }
}

async function index(folder: string): Promise<WindowFile> {
  const nonce = randomBytes(16).toString('base64');
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy(nonce, { connects: true }),
    },
    body: html.replaceAll('__CSP_NONCE__', nonce),
  };
}

function missing(): WindowFile {
  return {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'There is no such file.\n',
  };
}

/** A path that is not valid percent-encoding names nothing. */
function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '/not-found.json';
  }
}
