import type { Database } from 'better-sqlite3';
import { StorageError } from './errors.ts';

/** One forward step of a schema. Never edited once released; a later step corrects an earlier one. */
export interface Migration {
  /** Numbered in tens, so that a step can be slipped in between while a release is being made. */
  version: number;
  /** Runs inside a transaction of its own. */
  up(db: Database): void;
}

/** The version that a database has once all of `migrations` ran. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** The schema version of an open database. */
export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings a database to the newest version, each step in one transaction; a new one appears whole, so that those who
 * read meanwhile never meet a part of it.
 * @returns the versions that ran, oldest first
 * @throws StorageError `newer-version` where the database is ahead of this program
 */
export function migrate(db: Database, migrations: readonly Migration[]): number[] {
  const start = schemaVersion(db);
  refuseNewer(db.name, start, migrations);
  const due = migrations.filter((migration) => migration.version > start);
  const run = () => {
    for (const migration of due) {
      db.transaction(() => {
        migration.up(db);
        db.pragma(`user_version = ${migration.version}`);
      }).immediate();
    }
  };
  if (start === 0) db.transaction(run).immediate();
  else run();
  return due.map((migration) => migration.version);
}

/** Throws where `version` is ahead of what this program knows. */
export function refuseNewer(file: string, version: number, migrations: readonly Migration[]): void {
  const newest = latestVersion(migrations);
  if (version <= newest) return;
  throw new StorageError(
    'newer-version',
    file,
    `${file}: written by a newer Watchpost (schema ${version}, this one knows ${newest}); update Watchpost, nothing was changed`,
  );
}
