import type { Database } from 'better-sqlite3';
import { setSynchronous } from '../../storage/open.ts';
import { storageError } from '../../storage/errors.ts';
import { alsoInRows, type AlsoInRows } from './also-in.ts';
import { blockRows, type BlockRows } from './block-rows.ts';
import { countRows, type CountRows } from './count-rows.ts';
import { groupRows, type GroupRows } from './group-rows.ts';
import { recordRows, type RecordRows } from './record-rows.ts';
import { sourceRows, type SourceRows } from './source-rows.ts';

/** logs.db as its writer sees it. */
export interface LogTables {
  db: Database;
  records: RecordRows;
  blocks: BlockRows;
  sources: SourceRows;
  groups: GroupRows;
  counts: CountRows;
  alsoIn: AlsoInRows;
  /** The number of the next record. */
  nextSeq(): number;
  setNextSeq(seq: number): void;
  /**
   * Runs `work` in one transaction.
   * @param lasting whether the commit reaches the disk before this returns, whatever happens to the machine
   * @throws StorageError; nothing is written then
   */
  transaction: <T>(work: () => T, lasting?: boolean) => T;
}

export function logTables(db: Database): LogTables {
  const nextSeq = db.prepare('SELECT seq FROM next_seq').pluck();
  const setNextSeq = db.prepare('UPDATE next_seq SET seq = ?');
  const run = db.transaction((work: () => unknown) => work());
  return {
    db,
    records: recordRows(db),
    blocks: blockRows(db),
    sources: sourceRows(db),
    groups: groupRows(db),
    counts: countRows(db),
    alsoIn: alsoInRows(db),
    nextSeq: () => Number(nextSeq.get()),
    setNextSeq: (seq) => void setNextSeq.run(seq),
    transaction<T>(work: () => T, lasting = false): T {
      try {
        if (lasting) setSynchronous(db, 'FULL');
        return run.immediate(work) as T;
      } catch (error) {
        throw storageError(error, db.name);
      } finally {
        if (lasting) setSynchronous(db, 'NORMAL');
      }
    },
  };
}
