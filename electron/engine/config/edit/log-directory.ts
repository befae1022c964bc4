import { statSync } from 'node:fs';
import { isAbsolute, join, normalize } from 'node:path';

export type LogDirectory = { ok: true; dir: string } | { ok: false; message: string };

/**
 * The directory that someone means who wrote `text`: `~/` is the home directory, and it must be there. Whether it
 * can be read is told by its log source.
 */
export function logDirectory(text: string, env: Readonly<Record<string, string | undefined>>): LogDirectory {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const whole = /^~[/\\]/.test(text) && home !== undefined ? join(home, text.slice(2)) : text;
  if (!isAbsolute(whole)) {
    return {
      ok: false,
      message: `"${text}" is not a whole path; write it from its root, such as /var/log/my-app.`,
    };
  }
  const dir = normalize(whole).replace(/(?<=[^/\\:])[/\\]+$/, '');
  const found = statOf(dir);
  if (found === null) {
    return { ok: false, message: `There is no directory ${dir}. Correct the path, or create it first.` };
  }
  if (found === 'other') {
    return { ok: false, message: `${dir} is not a directory. Name the directory that holds the log files.` };
  }
  return { ok: true, dir };
}

function statOf(dir: string): 'directory' | 'other' | null {
  try {
    return statSync(dir).isDirectory() ? 'directory' : 'other';
  } catch (error) {
    // What may not be looked into is there all the same.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? null : 'directory';
  }
}
