import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { temporaryDataDir } from '../../../tests/fixtures/data-dir.ts';
import { openLogs } from '../logs/open-logs.ts';
import { StorageError } from './errors.ts';
import { schemaVersion, type Migration } from './migrate.ts';
import { openDatabase, openReadOnly } from './open.ts';
import { historyMigrations } from './migrations/history/index.ts';
import { logsMigrations } from './migrations/logs/index.ts';

const first: Migration = { version: 10, up: (db) => void db.exec('CREATE TABLE a (x INTEGER) STRICT') };
const second: Migration = { version: 20, up: (db) => void db.exec('ALTER TABLE a ADD COLUMN y TEXT') };

function problemOf(run: () => unknown): StorageError {
  try {
    run();
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error('expected a StorageError');
}

function newFile(): string {
  const directory = temporaryDataDir();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return path.join(directory, 'history.db');
}

/** The same database, where logs are looked for. */
function renamed(file: string): string {
  const logs = path.join(path.dirname(file), 'logs.db');
  renameSync(file, logs);
  return logs;
}

describe('opening a database', () => {
  it('creates it for its owner alone and tightens a wider directory', () => {
    const file = newFile();
    chmodSync(path.dirname(file), 0o755);
    const db = openDatabase(file, historyMigrations);
    db.exec('PRAGMA wal_checkpoint');
    const modes = readdirSync(path.dirname(file)).map(
      (name) => statSync(path.join(path.dirname(file), name)).mode & 0o777,
    );
    expect(new Set(modes)).toEqual(new Set([0o600]));
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    db.close();
  });

  it('runs the steps that are due, and each only once', () => {
    const file = newFile();
    openDatabase(file, [first]).close();
    const db = openDatabase(file, [first, second]);
    expect(schemaVersion(db)).toBe(20);
    expect(db.pragma('table_info(a)')).toHaveLength(2);
    db.close();
  });

  it('leaves nothing of a step that fails', () => {
    const file = newFile();
    const broken: Migration = {
      version: 20,
      up(db) {
        db.exec('CREATE TABLE half (x)');
        throw new Error('stopped midway');
      },
    };
    expect(() => openDatabase(file, [first, broken])).toThrow('stopped midway');
    const db = openDatabase(file, [first]);
    expect(schemaVersion(db)).toBe(10);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    db.close();
  });

  it('lays both schemas in write-ahead mode with incremental vacuum', () => {
    for (const migrations of [historyMigrations, logsMigrations]) {
      const db = openDatabase(newFile(), migrations);
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(db.pragma('auto_vacuum', { simple: true })).toBe(2);
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
      expect(schemaVersion(db)).toBe(migrations.at(-1)?.version);
      db.close();
    }
  });

  it('refuses a newer database without touching a byte, a time or a file beside it', () => {
    const file = newFile();
    openDatabase(file, [first, second]).close();
    const before = { bytes: readFileSync(file), files: filesBeside(file) };
    for (const open of [openDatabase, openReadOnly]) {
      const problem = problemOf(() => open(file, [first]));
      expect(problem.code).toBe('newer-version');
      expect(problem.message).toContain('update Watchpost');
      expect(problem.message).not.toContain('\n');
    }
    expect({ bytes: readFileSync(file), files: filesBeside(file) }).toEqual(before);
  });

  it('sees a newer version that stands only in the write-ahead log', () => {
    const file = newFile();
    openDatabase(file, [first]).close();
    const newer = openDatabase(file, [first, second]);
    expect(readFileSync(file).readInt32BE(60)).toBe(10);
    expect(problemOf(() => openDatabase(file, [first])).code).toBe('newer-version');
    newer.close();
  });

  it('names the file and the remedy for what is no database', () => {
    const file = newFile();
    writeFileSync(file, 'this is a text and was never anything else, however long one makes it '.repeat(9));
    const problem = problemOf(() => openDatabase(file, [first]));
    expect(problem.code).toBe('not-a-database');
    expect(problem.message).toContain(file);
    expect(problem.message).toContain('restore a backup');
  });

  it('tells a locked database from a broken one', () => {
    const file = newFile();
    openDatabase(file, [first]).close();
    const other = new BetterSqlite(file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(problemOf(() => openDatabase(file, [first, second])).code).toBe('locked');
    other.close();
  });
});

describe('opening a database for reading', () => {
  it('asks for a first start where there is none, and creates nothing', () => {
    const file = newFile();
    expect(problemOf(() => openReadOnly(file, [first])).code).toBe('missing');
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  it('takes one that has no tables yet as not there: a first start is about to lay them', () => {
    const file = newFile();
    const begun = new BetterSqlite(file);
    begun.pragma('journal_mode = WAL');
    expect(problemOf(() => openReadOnly(file, [first])).code).toBe('missing');
    begun.close();
    expect(openLogs(path.dirname(renamed(file))).missing).toBe(true);
  });

  it('meets a new one either not at all or whole', () => {
    const file = newFile();
    const met: string[] = [];
    const looking: Migration = {
      version: 20,
      up: () => void met.push(problemOf(() => openReadOnly(file, [first, looking])).code),
    };
    openDatabase(file, [first, looking]).close();
    expect(met).toEqual(['missing']);
    openReadOnly(file, [first, looking]).close();
  });

  it('refuses an older schema instead of migrating it', () => {
    const file = newFile();
    openDatabase(file, [first]).close();
    const problem = problemOf(() => openReadOnly(file, [first, second]));
    expect(problem.code).toBe('older-version');
    expect(problem.message).toContain('start Watchpost once');
  });

  it('reads beside a writer, and what the writer left', () => {
    const file = newFile();
    const writer = openDatabase(file, [first]);
    writer.exec('INSERT INTO a VALUES (1)');
    const beside = openReadOnly(file, [first]);
    expect(beside.prepare('SELECT count(*) FROM a').pluck().get()).toBe(1);
    expect(() => beside.exec('INSERT INTO a VALUES (2)')).toThrow('readonly');
    beside.close();
    writer.close();
    const after = openReadOnly(file, [first]);
    expect(after.prepare('SELECT count(*) FROM a').pluck().get()).toBe(1);
    after.close();
  });
});

function filesBeside(file: string): { name: string; changed: number }[] {
  const directory = path.dirname(file);
  return readdirSync(directory).map((name) => ({
    name,
    changed: statSync(path.join(directory, name)).mtimeMs,
  }));
}
