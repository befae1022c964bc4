import type { LogTables } from '../store/log-tables.ts';

/** Decoded blocks that are kept: duplicates come in the order of their like. */
const BLOCKS = 4;

/** The lines of records by number, wherever they are stored. */
export interface StoredLines {
  /** Null where the record is not there any more. */
  of(seq: number): string | null;
}

/** @param source key of the source whose blocks are looked into */
export function storedLines({ db, blocks }: LogTables, source: number): StoredLines {
  const row = db
    .prepare<{ seq: number }, string>(
      `SELECT raw FROM hot_records WHERE seq = @seq UNION ALL SELECT raw FROM error_records WHERE seq = @seq LIMIT 1`,
    )
    .pluck();
  const decoded: Map<number, string>[] = [];

  function inBlock(seq: number): string | null {
    const known = decoded.find((block) => block.has(seq));
    if (known) return known.get(seq) ?? null;
    const records = blocks.holding(source, seq);
    if (!records) return null;
    decoded.push(new Map(records.map((record) => [record.seq, record.raw])));
    if (decoded.length > BLOCKS) decoded.shift();
    return decoded.at(-1)?.get(seq) ?? null;
  }

  return { of: (seq) => row.get({ seq }) ?? inBlock(seq) };
}
