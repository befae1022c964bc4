import BetterSqlite, { type Database } from 'better-sqlite3';
import { ensurePrivateFile } from './data-dir.ts';
import { StorageError, storageError } from './errors.ts';
import { latestVersion, migrate, refuseNewer, schemaVersion, type Migration } from './migrate.ts';
import { peekVersion } from './peek-version.ts';

/** Older versions can lose a commit when the write-ahead log is reset (https://sqlite.org/wal.html#walresetbug). */
const OLDEST_SQLITE = '3.51.3';
/** A writer that waits longer would hold up the checks; what it could not write is tried again instead. */
const WRITER_BUSY_MS = 50;
/** Entering write-ahead mode waits for those who read. */
const OPENING_BUSY_MS = 2000;
const READER_BUSY_MS = 2000;
/** In KiB. The tail pages of some thousand result series stay in it. */
const WRITER_CACHE_KIB = 32 * 1024;
/**
 * 16 MiB of write-ahead log. The tail page of a series is written with each of its results; the longer the log, the
 * more of that reaches the file once.
 */
const CHECKPOINT_PAGES = 4096;
const READER_CACHE_KIB = 16 * 1024;
/** Reading through the page mapping saves a copy a page; the writer gains nothing from it. */
const READER_MAP_BYTES = 256 * 1024 * 1024;

export type Synchronous = 'NORMAL' | 'FULL';

/**
 * Opens a database for writing, creates it where there is none, and brings it to the newest schema.
 * A database of a newer version is refused before SQLite touches it.
 * @throws StorageError
 */
export function openDatabase(file: string, migrations: readonly Migration[]): Database {
  let db: Database | null = null;
  try {
    refuseNewer(file, peekVersion(file) ?? 0, migrations);
    ensurePrivateFile(file);
    db = new BetterSqlite(file, { timeout: OPENING_BUSY_MS });
    checkSqliteVersion(db, file);
    // Takes effect only before the first table is made.
    if (schemaVersion(db) === 0) db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    setSynchronous(db, 'NORMAL');
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.pragma('trusted_schema = OFF');
    migrate(db, migrations);
    db.pragma(`busy_timeout = ${WRITER_BUSY_MS}`);
    return db;
  } catch (error) {
    db?.close();
    throw storageError(error, file);
  }
}

/**
 * Opens a database for reading, never migrates it, and refuses any other schema version in one line. One that nobody
 * has laid out yet is `missing`.
 * Works beside a running writer and on the files of a stopped one.
 * @throws StorageError
 */
export function openReadOnly(file: string, migrations: readonly Migration[]): Database {
  let db: Database | null = null;
  try {
    const version = peekVersion(file);
    // One without tables is about to be laid out by a first start.
    if (version === null || version === 0) {
      throw new StorageError(
        'missing',
        file,
        `${file}: there is no history yet; start Watchpost once to create it`,
      );
    }
    refuseOther(file, version, migrations);
    db = new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: READER_BUSY_MS });
    checkSqliteVersion(db, file);
    db.pragma(`cache_size = -${READER_CACHE_KIB}`);
    db.pragma(`mmap_size = ${READER_MAP_BYTES}`);
    db.pragma('trusted_schema = OFF');
    return db;
  } catch (error) {
    db?.close();
    throw storageError(error, file);
  }
}

/**
 * Closes a database that was open for writing. Its write-ahead log goes into the file, and the file leaves
 * write-ahead mode, so that a later reader needs to create nothing beside it.
 */
export function closeDatabase(db: Database): void {
  try {
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    // Somebody reads at this moment, or the disk is full: the log stays beside the file, where it is as good.
    if (storageError(error, db.name).code === 'other') throw error;
  } finally {
    db.close();
  }
}

/** Sets how far a commit reaches before it returns; only between transactions, SQLite refuses it inside one. */
export function setSynchronous(db: Database, level: Synchronous): void {
  db.pragma(`synchronous = ${level}`);
}

function refuseOther(file: string, version: number, migrations: readonly Migration[]): void {
  refuseNewer(file, version, migrations);
  const newest = latestVersion(migrations);
  if (version === newest) return;
  throw new StorageError(
    'older-version',
    file,
    `${file}: written by an older Watchpost (schema ${version}, this one reads ${newest}); start Watchpost once to bring it up to date`,
  );
}

function checkSqliteVersion(db: Database, file: string): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  if (version.localeCompare(OLDEST_SQLITE, 'en', { numeric: true }) >= 0) return;
  throw new StorageError(
    'old-sqlite',
    file,
    `SQLite ${version} can lose commits; Watchpost needs ${OLDEST_SQLITE} or later: run npm ci again`,
  );
}
