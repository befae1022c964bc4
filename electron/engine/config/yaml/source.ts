import { readFileSync, statSync } from 'node:fs';

/** Far beyond any configuration written by hand or machine. */
export const LARGEST_FILE_BYTES = 4 * 1024 * 1024;

export type SourceText = { ok: true; text: string } | { ok: false; missing: boolean; message: string };

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'it is a symbolic link that leads back to itself',
  ENOTDIR: 'a part of the path is not a folder',
  ENAMETOOLONG: 'the path is too long',
};

/** Why a file cannot be read, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

function refuse(message: string, missing = false): SourceText {
  return { ok: false, missing, message };
}

/**
 * Reads a small text file: a regular file in UTF-8, without NUL, within `maxBytes`.
 * A byte order mark is dropped.
 */
export function readSource(file: string, maxBytes = LARGEST_FILE_BYTES): SourceText {
  let bytes: Buffer;
  try {
    const stats = statSync(file);
    if (!stats.isFile()) return refuse(stats.isDirectory() ? 'it is a folder' : 'it is not a regular file');
    if (stats.size > maxBytes) return refuse(`it is larger than ${maxBytes / 1024} KiB`);
    bytes = readFileSync(file);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return refuse(reasonOf(error), missing);
  }
  if (bytes.length > maxBytes) return refuse(`it is larger than ${maxBytes / 1024} KiB`);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse('it is encoded in UTF-16, save it as UTF-8');
  }
  if (bytes.includes(0)) return refuse('it contains NUL bytes, so it is not a text file');
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // The decoder throws a TypeError for malformed bytes, and that is all there is to say about them.
    return refuse('it is not valid UTF-8, save it as UTF-8');
  }
}
