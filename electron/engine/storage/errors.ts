/** What stands between Watchpost and one of its databases. */
export type StorageProblemCode =
  | 'disk-full'
  | 'read-only'
  | 'locked'
  | 'io-error'
  | 'not-a-database'
  | 'corrupt'
  | 'newer-version'
  | 'older-version'
  | 'missing'
  | 'old-sqlite'
  | 'other';

/** A database that cannot be opened or written; the message names the file and the remedy. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageProblemCode;
  readonly file: string;

  constructor(code: StorageProblemCode, file: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.file = file;
  }
}

const REMEDY: Record<
  Exclude<StorageProblemCode, 'newer-version' | 'older-version' | 'old-sqlite'>,
  string
> = {
  'disk-full': 'the disk is full; free some space',
  'read-only': 'the file or its directory cannot be written; check its permissions',
  locked: 'another program holds it locked; close that program',
  'io-error': 'reading or writing failed; check the disk',
  'not-a-database': 'the file is not a SQLite database; move it away or restore a backup',
  corrupt: 'the database is damaged; restore a backup',
  missing: 'there is no such database; start Watchpost once to create it',
  other: 'the database reported an error',
};

/** SQLite result codes (https://sqlite.org/rescode.html) and system error codes, by their beginning. */
const CODES: readonly [string, keyof typeof REMEDY][] = [
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_PROTOCOL', 'locked'],
  ['SQLITE_NOTADB', 'not-a-database'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_IOERR', 'io-error'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_CANTOPEN', 'read-only'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOENT', 'missing'],
  ['EIO', 'io-error'],
];

/** Turns what SQLite or the file system threw into a `StorageError`; one that already is passes unchanged. */
export function storageError(error: unknown, file: string): StorageError {
  if (error instanceof StorageError) return error;
  const code = codeOf(error);
  const known = CODES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'other';
  const detail = error instanceof Error ? error.message : String(error);
  return new StorageError(known, file, `${file}: ${REMEDY[known]} (${detail})`, { cause: error });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
