import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o600;

/** The file behind symbolic links and its permissions, or null where there is none. */
function existing(file: string): { path: string; mode: number } | null {
  if (!statSync(file, { throwIfNoEntry: false })) return null;
  const path = realpathSync(file);
  return { path, mode: statSync(path).mode & 0o777 };
}

/**
 * Replaces a file at once: a reader sees the old text or the new, never a part. Keeps links and permissions;
 * a new file is readable by its owner alone. Throws what the file system throws.
 */
export function writeFileAtomically(file: string, text: string): void {
  const present = existing(file);
  const target = present?.path ?? file;
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    const handle = openSync(temporary, 'wx', OWNER_ONLY);
    try {
      writeFileSync(handle, text);
      fchmodSync(handle, present?.mode ?? OWNER_ONLY);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
