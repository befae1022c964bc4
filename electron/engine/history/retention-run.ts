import type { Database } from 'better-sqlite3';
import type { Retention } from '../../../shared/config/model.ts';
import type { Clock } from '../ports.ts';
import { retain } from './retain.ts';

/** A transaction ends when this much of its 50 ms is used; what is left is for the commit. */
const WORK_MS = 25;
/** Pages that are given back at once. */
const PAGES_AT_ONCE = 200;
/** Free pages beyond this share of the file are given back; the rest is used again by the next results. */
const KEPT_FREE = 0.05;

/** A run of the retention, to be stepped until it is done. */
export interface RetentionRun {
  /**
   * Works for at most 50 ms. False when all is done.
   * @throws what SQLite throws; nothing of the step is kept then, and the run may be given up
   */
  step(): boolean;
}

/** @param committed told after each transaction, with the series that are gone */
export function startRetentionRun(
  db: Database,
  retention: Retention,
  clock: Clock,
  committed: (series: ReadonlySet<number>) => void,
): RetentionRun {
  const gone = new Set<number>();
  const work = retain(db, retention, clock.now(), (series) => series.forEach((key) => gone.add(key)));
  let deleting = true;
  const transaction = db.transaction(() => {
    const end = clock.monotonic() + WORK_MS;
    do {
      if (work.next().done) return false;
    } while (clock.monotonic() < end);
    return true;
  });
  return {
    step() {
      if (!deleting) return giveBack(db);
      deleting = transaction.immediate();
      committed(new Set(gone));
      gone.clear();
      return true;
    },
  };
}

/** Gives some free pages back to the file system; true where more than enough are still free. */
function giveBack(db: Database): boolean {
  const count = (name: string) => Number(db.pragma(name, { simple: true }));
  const spare = count('freelist_count') - Math.floor(count('page_count') * KEPT_FREE);
  if (spare <= 0) return false;
  db.pragma(`incremental_vacuum(${Math.min(spare, PAGES_AT_ONCE)})`);
  return spare > PAGES_AT_ONCE;
}
