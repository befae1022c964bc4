import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a client shows an X server to be let in; both empty where nothing is known. */
export interface X11Credentials {
  name: string;
  data: Buffer;
}

const COOKIE = 'MIT-MAGIC-COOKIE-1';
const NONE: X11Credentials = { name: '', data: Buffer.alloc(0) };

/** The cookie that the user's authority file holds for a display; such a file is written by the login manager. */
export function x11Credentials(display: string, env: NodeJS.ProcessEnv): X11Credentials {
  const file = env['XAUTHORITY'] ?? path.join(env['HOME'] ?? '/', '.Xauthority');
  try {
    return findCookie(readFileSync(file), display);
  } catch {
    return NONE;
  }
}

/**
 * Entries are a family and then address, display number, name and data, each behind its length, in big-endian
 * 16-bit numbers (libXau, `AuRead.c`). An empty display number means any.
 * @throws RangeError where the file is cut off
 */
export function findCookie(file: Buffer, display: string): X11Credentials {
  let at = 0;
  const field = () => {
    const start = at + 2;
    at = start + file.readUInt16BE(at);
    return file.subarray(start, at);
  };
  while (at < file.length) {
    at += 2;
    field();
    const number = field().toString('latin1');
    const name = field().toString('latin1');
    const data = field();
    if (name === COOKIE && (number === '' || number === display)) return { name, data };
  }
  return NONE;
}
