import type { LogDetail } from '../../../../shared/contract/log-schemas.ts';
import { openMeta } from '../store/block-meta.ts';
import { openLines, storedRecord } from '../store/block.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { createHit, detailOf } from './hit.ts';
import type { SourceSettings } from './settings.ts';
import { recordOfRow } from './stored-rows.ts';
import { createNames, type LogTables } from './tables.ts';

/** A whole record by its number; null where it is not kept any more. */
export function logRecordQuery(tables: LogTables) {
  return ({ settings, seq }: { settings: readonly SourceSettings[]; seq: number }): LogDetail | null => {
    const stored = find(tables, seq);
    if (!stored) return null;
    const names = createNames(tables, settings);
    return detailOf(createHit(stored, names), names);
  };
}

function find({ rows }: LogTables, seq: number): StoredRecord | null {
  const row = rows.hot.get(seq) ?? rows.error.get(seq);
  if (row) return recordOfRow(row);
  // Blocks of several sources reach over the same numbers.
  for (const { first_seq: key } of rows.blocksAround.all(seq, seq)) {
    const packedMeta = rows.meta.get(key);
    const meta = packedMeta ? openMeta(packedMeta) : null;
    const index = meta ? meta.seqs().indexOf(seq) : -1;
    const packedLines = index === -1 ? undefined : rows.lines.get(key);
    if (meta && packedLines) return storedRecord(meta, openLines(packedLines), index);
  }
  return null;
}
