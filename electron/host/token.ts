import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The token of a data directory: made once, kept with mode 0600, so that a window's cookie outlives a restart. */
export function loadToken(dataDir: string): string {
  const file = path.join(dataDir, 'token');
  try {
    const known = readFileSync(file, 'utf8').trim();
    chmodSync(file, 0o600);
    if (/^[0-9a-f]{64}$/u.test(known)) return known;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const token = randomBytes(32).toString('hex');
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return token;
}
