import { closeSync, openSync, readSync } from 'node:fs';
import { StorageError, storageError } from './errors.ts';

/*
 * Looks at the schema version of a database without SQLite: opening it, even read-only, would create or touch
 * `-wal` and `-shm`. Formats: https://sqlite.org/fileformat2.html sections 1.3 (header) and 4 (write-ahead log).
 */
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;
const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * The `user_version` of a database file, the one in its write-ahead log where that is newer.
 * @returns null where there is no file, or an empty one
 * @throws StorageError `not-a-database` where the header is something else
 */
export function peekVersion(file: string): number | null {
  const header = readAt(file, (read) => read(0, HEADER_BYTES));
  if (header === null || header.length === 0) return null;
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new StorageError(
      'not-a-database',
      file,
      `${file}: not a SQLite database; move it away or restore a backup`,
    );
  }
  return versionInLog(`${file}-wal`) ?? header.readInt32BE(USER_VERSION_AT);
}

/** The version in the last committed copy of page 1 in a write-ahead log, or null where it has none. */
function versionInLog(file: string): number | null {
  return readAt(file, (read) => {
    const head = read(0, WAL_HEADER_BYTES);
    if (head.length < WAL_HEADER_BYTES) return null;
    const pageSize = head.readUInt32BE(8);
    const salts = head.subarray(16, 24);
    let committed: number | null = null;
    let pending: number | null = null;
    for (let at = WAL_HEADER_BYTES; ; at += FRAME_HEADER_BYTES + pageSize) {
      const frame = read(at, FRAME_HEADER_BYTES + HEADER_BYTES);
      // Frames behind the end of the present log are left over from before a reset and carry other salts.
      if (frame.length < FRAME_HEADER_BYTES + HEADER_BYTES || !frame.subarray(8, 16).equals(salts)) break;
      if (frame.readUInt32BE(0) === 1) pending = frame.readInt32BE(FRAME_HEADER_BYTES + USER_VERSION_AT);
      if (frame.readUInt32BE(4) !== 0) committed = pending;
    }
    return committed;
  });
}

type Read = (position: number, bytes: number) => Buffer;

/** Opens a file for reading only; null where there is none. */
function readAt<T>(file: string, use: (read: Read) => T): T | null {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    const problem = storageError(error, file);
    if (problem.code === 'missing') return null;
    throw problem;
  }
  try {
    return use((position, bytes) => {
      const buffer = Buffer.alloc(bytes);
      return buffer.subarray(0, readSync(handle, buffer, 0, bytes, position));
    });
  } finally {
    closeSync(handle);
  }
}
