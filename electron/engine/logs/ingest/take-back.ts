import type { LogTables } from '../store/log-tables.ts';
import type { StoredRecord } from '../store/stored-record.ts';

/**
 * Takes a record back that a file's record has grown out of. Where other files have it too, it stays theirs.
 * @returns the record where it is gone; its error group still counts it
 */
export function takeBack(
  { records, blocks, alsoIn, counts }: LogTables,
  source: number,
  seq: number,
  file: number,
): StoredRecord | null {
  if (alsoIn.remove(seq, file)) return null;
  const hot = records.hot(seq);
  const [other] = alsoIn.of(seq);
  if (other) {
    alsoIn.remove(seq, other.file);
    const moved = hot ?? blocks.remove(source, seq);
    if (moved && !hot) records.addHot(moved, null);
    records.move(seq, other.file, other.position);
    return null;
  }
  const found = hot ?? blocks.remove(source, seq);
  if (!found) return null;
  records.deleteHot(seq);
  records.deleteError(seq);
  counts.takeBack(source, found.time, found.level);
  return found;
}
