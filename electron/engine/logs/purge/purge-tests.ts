import type { Database } from 'better-sqlite3';
import { parseSearch } from '../queries/search-text.ts';
import { createMatcher } from '../search/matcher.ts';
import { rereadRecord } from '../store/reread.ts';
import type { StoredRecord } from '../store/stored-record.ts';

/** Whether a stored record fits a search. */
export type Fits = (record: StoredRecord) => boolean;

/**
 * @param pattern the configured pattern of a source, for records that were read by it
 * @throws ContractFailure `invalid-search`
 */
export function searchTest(db: Database, search: string, pattern: (source: string) => string | null): Fits {
  const matcher = createMatcher(parseSearch(search));
  const ids = new Map(
    (db.prepare('SELECT key, id FROM sources').all() as { key: number; id: string }[]).map(({ key, id }) => [
      key,
      id,
    ]),
  );
  const path = db.prepare<[number], string>('SELECT path FROM files WHERE key = ?').pluck();
  const also = db.prepare<[number], number>('SELECT file FROM also_in WHERE seq = ?').pluck();
  return (record) => {
    const source = ids.get(record.source) ?? '';
    let whole: ReturnType<typeof rereadRecord> | null = null;
    return matcher.fits({
      ...record,
      source,
      files: () => [...record.files, ...also.all(record.seq)].flatMap((key) => path.get(key) ?? []),
      whole: () => (whole ??= rereadRecord(record, pattern(source))),
    });
  };
}
