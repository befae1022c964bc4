import type { Database } from 'better-sqlite3';
import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import { buildFilter } from '../search/filter.ts';
import { decodeBlock, encodeColumns, encodeLines, openLines, type EncodedLines } from './block.ts';
import { columnsOf, type RecordColumns } from './record-columns.ts';
import type { StoredRecord } from './stored-record.ts';

interface BlockRow {
  first_seq: number;
  lines: Uint8Array;
  meta: Uint8Array;
}

/** Records in compressed blocks. */
export interface BlockRows {
  /** Records of one source in their order; at least one. */
  add(records: readonly StoredRecord[]): void;
  /** The same of records whose lines were encoded before. */
  addColumns(records: RecordColumns, encoded: EncodedLines): void;
  /** All records of the block of the source that holds this one; null where none does. */
  holding(source: number, seq: number): StoredRecord[] | null;
  /**
   * Writes the block that holds a record anew without those records that are not to be kept; an empty one goes.
   * @returns the records that went
   */
  rewrite(firstSeq: number, keeps: (record: StoredRecord) => boolean): StoredRecord[];
  /** Whether a record of the source that holds `text` fits; the newest are asked first. */
  some(source: number, text: string, fits: (record: StoredRecord) => boolean): boolean;
  /**
   * Works out what cannot occur in the newest block for which that is not known yet.
   * @returns false where it is known for all
   */
  addFilter(): boolean;
  /** Takes one record out of whichever block of the source holds it. */
  remove(source: number, seq: number): StoredRecord | null;
}

export function blockRows(db: Database): BlockRows {
  const insert = db.prepare(
    `INSERT INTO blocks (first_seq, last_seq, source, time_from, time_to, read_to, records, raw_bytes, levels,
       services, lines, meta)
     VALUES (@firstSeq, @lastSeq, @source, @timeFrom, @timeTo, @readTo, @records, @rawBytes, @levels, @services,
       @lines, @meta)`,
  );
  const around = db.prepare<{ source: number; seq: number }, BlockRow>(
    `SELECT first_seq, lines, meta FROM blocks
     WHERE source = @source AND first_seq <= @seq AND last_seq >= @seq ORDER BY first_seq DESC`,
  );
  const bySeq = db.prepare<[number], BlockRow>(
    'SELECT first_seq, lines, meta FROM blocks WHERE first_seq = ?',
  );
  const ofSource = db.prepare<[number], BlockRow>(
    'SELECT first_seq, lines, meta FROM blocks WHERE source = ? ORDER BY first_seq DESC',
  );
  const unfiltered = db.prepare<[], BlockRow>(
    `SELECT first_seq, lines, meta FROM blocks WHERE first_seq =
       (SELECT max(first_seq) FROM blocks WHERE filter IS NULL)`,
  );
  const setFilter = db.prepare('UPDATE blocks SET filter = ? WHERE first_seq = ?');
  const remove = db.prepare('DELETE FROM blocks WHERE first_seq = ?');

  const addColumns = (records: RecordColumns, encoded: EncodedLines): void => {
    insert.run({ ...summaryOf(records), ...encodeColumns(records, encoded) });
  };
  const add = (records: readonly StoredRecord[]): void =>
    addColumns(columnsOf(records), encodeLines(records));

  function blockOf(source: number, seq: number): { firstSeq: number; records: StoredRecord[] } | null {
    for (const row of around.all({ source, seq })) {
      const records = decodeBlock(row);
      if (records.some((record) => record.seq === seq)) return { firstSeq: row.first_seq, records };
    }
    return null;
  }

  function rewrite(firstSeq: number, keeps: (record: StoredRecord) => boolean): StoredRecord[] {
    const row = bySeq.get(firstSeq);
    const records = row ? decodeBlock(row) : [];
    const kept = records.filter((record) => keeps(record));
    if (kept.length === records.length) return [];
    remove.run(firstSeq);
    if (kept.length > 0) add(kept);
    const stays = new Set(kept.map(({ seq }) => seq));
    return records.filter(({ seq }) => !stays.has(seq));
  }

  return {
    add,
    addColumns,
    holding: (source, seq) => blockOf(source, seq)?.records ?? null,
    rewrite,
    some(source, text, fits) {
      for (const row of ofSource.iterate(source)) {
        if (openLines(row.lines).includes(text) && decodeBlock(row).some((each) => fits(each))) return true;
      }
      return false;
    },
    addFilter() {
      const row = unfiltered.get();
      if (row) setFilter.run(buildFilter(row), row.first_seq);
      return row !== undefined;
    },
    remove(source, seq) {
      const found = blockOf(source, seq);
      if (!found) return null;
      rewrite(found.firstSeq, (record) => record.seq !== seq);
      return found.records.find((record) => record.seq === seq) ?? null;
    },
  };
}

/** What stands beside a block, for skipping it. */
function summaryOf({ source, seqs, times, readAts, levels, services }: RecordColumns) {
  const counts = LOG_LEVELS.map(() => 0);
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1;
  const [timeFrom, timeTo] = rangeOf(times);
  const [, readTo] = rangeOf(readAts);
  return {
    firstSeq: seqs[0] ?? 0,
    lastSeq: seqs.at(-1) ?? 0,
    source,
    timeFrom,
    timeTo,
    readTo,
    records: seqs.length,
    levels: JSON.stringify(counts),
    services: JSON.stringify(services.values.filter((service) => service !== null)),
  };
}

function rangeOf(values: Float64Array): [number, number] {
  let from = Infinity;
  let to = -Infinity;
  for (const value of values) {
    if (value < from) from = value;
    if (value > to) to = value;
  }
  return [from, to];
}
