import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { LogRecord } from '../records/record.ts';
import { createRereader } from '../store/reread.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { readGroups } from './group-rows.ts';
import type { SourceSettings } from './settings.ts';
import { readStoredRows } from './stored-rows.ts';

/** What queries read, its statements prepared once for a handle. */
export function openLogTables(db: Database) {
  return {
    db,
    rows: readStoredRows(db),
    groups: readGroups(db),
    sources: db.prepare<[], { key: number; id: string }>('SELECT key, id FROM sources'),
    /** Names this logs.db among all there ever were. */
    store: db.prepare<[], string>('SELECT id FROM store').pluck(),
    path: db.prepare<[number], string>('SELECT path FROM files WHERE key = ?').pluck(),
    alsoIn: db.prepare<[number], number>('SELECT file FROM also_in WHERE seq = ? ORDER BY file').pluck(),
    sourceGroups: db
      .prepare<[number], number>('SELECT DISTINCT source FROM group_counts WHERE error_group = ?')
      .pluck(),
  };
}

export type LogTables = ReturnType<typeof openLogTables>;

/** Names for the keys that rows hold, looked up once for each question. */
export interface Names {
  source(key: number): string;
  /** Keys of some sources; null where all are meant. Ids that nothing was read from have none. */
  sourceKeys(ids: readonly string[] | null): ReadonlySet<number> | null;
  /** Paths relative to the directory of their source; absolute where they lie outside of it. */
  files(source: number, keys: readonly number[]): string[];
  /** Keys of further files that carried the record of that number. */
  alsoIn(seq: number): number[];
  /** A stored record's lines, read again. */
  reread(stored: StoredRecord): LogRecord;
  /** Id of the error group that a record belongs to, after merging; null for none. */
  group(key: number | null): string | null;
}

export function createNames(tables: LogTables, settings: readonly SourceSettings[]): Names {
  const ids = new Map(tables.sources.all().map(({ key, id }) => [key, id]));
  const byId = new Map(settings.map((one) => [one.id, one]));
  const groups = tables.groups.families();
  const reread = createRereader();
  const paths = new Map<number, string>();
  const source = (key: number) => ids.get(key) ?? '';

  function filePath(sourceKey: number, key: number): string {
    const known = paths.get(key);
    if (known !== undefined) return known;
    const absolute = tables.path.get(key) ?? '';
    const dir = byId.get(source(sourceKey))?.dir;
    const relative = dir === undefined ? absolute : path.relative(dir, absolute);
    const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
    const told = isInside ? relative : absolute;
    paths.set(key, told);
    return told;
  }

  return {
    source,
    sourceKeys(wanted) {
      if (wanted === null) return null;
      return new Set([...ids].flatMap(([key, id]) => (wanted.includes(id) ? [key] : [])));
    },
    alsoIn: (seq) => tables.alsoIn.all(seq),
    files: (sourceKey, keys) => keys.map((key) => filePath(sourceKey, key)),
    reread: (stored) => reread(stored, byId.get(source(stored.source))?.pattern ?? null),
    group: (key) => (key === null ? null : (groups.rootOf(key)?.fingerprint ?? null)),
  };
}
