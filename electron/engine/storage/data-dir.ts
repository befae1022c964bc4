import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import path from 'node:path';

const PRIVATE_DIRECTORY = 0o700;
const PRIVATE_FILE = 0o600;

/** File names inside a data directory. */
export const HISTORY_FILE = 'history.db';
export const LOGS_FILE = 'logs.db';

/** Creates a data directory for its owner alone, and tightens a wider one. */
export function ensureDataDir(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
  tighten(directory, PRIVATE_DIRECTORY);
}

/** Creates a database file for its owner alone, or tightens what exists; SQLite gives `-wal` and `-shm` the same mode. */
export function ensurePrivateFile(file: string): void {
  ensureDataDir(path.dirname(file));
  closeSync(openSync(file, 'a', PRIVATE_FILE));
  for (const each of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(each)) tighten(each, PRIVATE_FILE);
  }
}

function tighten(target: string, mode: number): void {
  // Windows keeps access in lists of its own; its modes always read wider than they are.
  if (process.platform === 'win32') return;
  if ((statSync(target).mode & 0o777 & ~mode) !== 0) chmodSync(target, mode);
}
