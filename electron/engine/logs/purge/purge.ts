import { groupOf } from '../groups/group.ts';
import type { ReaderState } from '../records/reader.ts';
import type { LogTables } from '../store/log-tables.ts';
import { rereadRecord } from '../store/reread.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { searchTest, type Fits } from './purge-tests.ts';

/** What stands where the only title of an error group was deleted. */
const NO_TITLE = '(deleted)';

export interface PurgeOptions {
  search: string;
  /** Ids; null means all. */
  sources: readonly string[] | null;
  pattern: (source: string) => string | null;
}

/** Deletion of every record that fits a search, a piece at a time. */
export interface Purge {
  /** Numbers of the blocks that are there, oldest first, each to be given to `block`. */
  blocks(): number[];
  /** Deletes what fits out of a block, in one transaction. */
  block(firstSeq: number): void;
  /**
   * Deletes what fits elsewhere: hot rows, error rows, what readers remember, titles. Nothing may be read meanwhile.
   */
  rest(): void;
  /** Records that were deleted so far. */
  deleted(): number;
}

/** @throws ContractFailure `invalid-search` */
export function startPurge(tables: LogTables, { search, sources, pattern }: PurgeOptions): Purge {
  const { db, records, blocks, counts, groups, transaction } = tables;
  const test = searchTest(db, search, pattern);
  const keys = sources === null ? null : new Set(sources.map((id) => tables.sources.keyOf(id)));
  const fits: Fits = (record) => (keys === null || keys.has(record.source)) && test(record);
  const touched = new Set<number>();
  let deleted = 0;
  const alsoIn = db.prepare('DELETE FROM also_in WHERE seq = ?');

  function forget(record: StoredRecord): void {
    deleted += 1;
    records.deleteError(record.seq);
    alsoIn.run(record.seq);
    counts.takeBack(record.source, record.time, record.level);
    if (record.group === null) return;
    touched.add(record.group);
    groups.takeBack(record.group, record.source, record.time);
  }

  return {
    blocks: () => db.prepare<[], number>('SELECT first_seq FROM blocks ORDER BY first_seq').pluck().all(),
    block(firstSeq) {
      transaction(() => blocks.rewrite(firstSeq, (record) => !fits(record)).forEach(forget));
    },
    rest() {
      transaction(() => {
        for (const record of records.all('hot_records').filter(fits)) {
          records.deleteHot(record.seq);
          forget(record);
        }
        // Errors whose own record is gone already.
        for (const { seq, group } of records.all('error_records').filter(fits)) {
          records.deleteError(seq);
          if (group !== null) touched.add(group);
        }
        forgetRemembered(tables, fits);
        retitle(tables, touched, fits, pattern);
      });
    },
    deleted: () => deleted,
  };
}

/** What silence closed last is remembered by its reader, as it may go on. */
function forgetRemembered({ db }: LogTables, fits: Fits): void {
  const rows = db.prepare('SELECT key, source, reader FROM files WHERE reader IS NOT NULL').all() as {
    key: number;
    source: number;
    reader: string;
  }[];
  const update = db.prepare('UPDATE files SET reader = ? WHERE key = ?');
  for (const { key, source, reader } of rows) {
    const saved = JSON.parse(reader) as { state: ReaderState; recent: number | null };
    const { recent, envelope, format } = saved.state;
    if (!recent || !fits(remembered(source, key, recent, [envelope, format].filter(Boolean).join('>'))))
      continue;
    update.run(JSON.stringify({ state: { ...saved.state, recent: null }, recent: null }), key);
  }
}

function remembered(
  source: number,
  file: number,
  { raw, offset, lines, closedAt }: NonNullable<ReaderState['recent']>,
  format: string,
): StoredRecord {
  return {
    seq: 0,
    source,
    files: [file],
    position: offset,
    time: closedAt,
    readAt: closedAt,
    level: 0,
    service: null,
    lines,
    flags: 0,
    format: format || 'plain',
    group: null,
    raw,
  };
}

/** Titles come from single occurrences: those of groups that lost some, or that fit themselves, are made anew. */
function retitle(
  { db, records }: LogTables,
  touched: ReadonlySet<number>,
  fits: Fits,
  pattern: (source: string) => string | null,
): void {
  const rows = db.prepare('SELECT key, title, level FROM error_groups').all() as {
    key: number;
    title: string;
    level: number;
  }[];
  const update = db.prepare('UPDATE error_groups SET title = ? WHERE key = ?');
  const sourceOf = db.prepare<[number], string>('SELECT id FROM sources WHERE key = ?').pluck();
  for (const { key, title, level } of rows) {
    if (!touched.has(key) && !fits(titled(title, level))) continue;
    const newest = records.newestError(key);
    const id = newest ? (sourceOf.get(newest.source) ?? '') : '';
    const again = newest ? groupOf(rereadRecord(newest, pattern(id)), id) : null;
    update.run(again?.title ?? NO_TITLE, key);
  }
}

function titled(title: string, level: number): StoredRecord {
  const recent = { raw: title, offset: 0, end: 0, lines: 1, closedAt: 0 };
  return { ...remembered(0, 0, recent, 'plain'), level };
}
