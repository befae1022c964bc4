import type { Database } from 'better-sqlite3';
import type { StoredRecord } from '../store/stored-record.ts';

/** A row of `hot_records` and of `error_records`. */
export interface StoredRow {
  seq: number;
  source: number;
  files: string;
  position: number;
  time: number;
  read_at: number;
  level: number;
  service: string | null;
  lines: number;
  flags: number;
  format: string;
  error_group: number | null;
  raw: string;
}

/** A block without its lines. */
export interface BlockRow {
  first_seq: number;
  last_seq: number;
  source: number;
  time_from: number;
  time_to: number;
  records: number;
  raw_bytes: number;
  levels: string;
  services: string;
}

const ROW =
  'seq, source, files, position, time, read_at, level, service, lines, flags, format, error_group, raw';
const BLOCK = 'first_seq, last_seq, source, time_from, time_to, records, raw_bytes, levels, services';

/** Reads the three tables that hold records, in the orders in which they are asked for. */
export function readStoredRows(db: Database) {
  return {
    /** In [from, to), newest first. */
    hotByTime: db.prepare<[number, number], StoredRow>(
      `SELECT ${ROW} FROM hot_records WHERE time >= ? AND time < ? ORDER BY time DESC, seq DESC`,
    ),
    hotAfter: db.prepare<[number], StoredRow>(`SELECT ${ROW} FROM hot_records WHERE seq > ? ORDER BY seq`),
    hotBefore: db.prepare<[number], StoredRow>(
      `SELECT ${ROW} FROM hot_records WHERE seq > ? ORDER BY seq DESC`,
    ),
    hot: db.prepare<[number], StoredRow>(`SELECT ${ROW} FROM hot_records WHERE seq = ?`),
    error: db.prepare<[number], StoredRow>(`SELECT ${ROW} FROM error_records WHERE seq = ?`),
    errorsBefore: db.prepare<[number], StoredRow>(
      `SELECT ${ROW} FROM error_records WHERE seq > ? ORDER BY seq DESC`,
    ),
    /** Occurrences of one group in [from, to), newest first. */
    errorsOfGroup: db.prepare<[number, number, number], StoredRow>(
      `SELECT ${ROW} FROM error_records WHERE error_group = ? AND time >= ? AND time < ?
       ORDER BY time DESC, seq DESC`,
    ),
    /** Blocks that reach into [from, to), those with the newest record first. */
    blocksByTime: db.prepare<[number, number], BlockRow>(
      `SELECT ${BLOCK} FROM blocks WHERE time_to >= ? AND time_from < ? ORDER BY time_to DESC`,
    ),
    /** Blocks with records after a number, those with the newest number first. */
    blocksBefore: db.prepare<[number], BlockRow>(
      `SELECT ${BLOCK} FROM blocks INDEXED BY blocks_by_seq WHERE last_seq > ? ORDER BY last_seq DESC`,
    ),
    blocksAfter: db.prepare<[number], BlockRow>(
      `SELECT ${BLOCK} FROM blocks INDEXED BY blocks_by_seq WHERE last_seq > ? ORDER BY first_seq`,
    ),
    blocksAround: db.prepare<[number, number], BlockRow>(
      `SELECT ${BLOCK} FROM blocks INDEXED BY blocks_by_seq WHERE last_seq >= ? AND first_seq <= ?`,
    ),
    lines: db.prepare<[number], Buffer>('SELECT lines FROM blocks WHERE first_seq = ?').pluck(),
    meta: db.prepare<[number], Buffer>('SELECT meta FROM blocks WHERE first_seq = ?').pluck(),
    filter: db.prepare<[number], Buffer | null>('SELECT filter FROM blocks WHERE first_seq = ?').pluck(),
    /** The number of the newest record; null while there is none. */
    last: db
      .prepare<[], number | null>(
        `SELECT max(coalesce((SELECT max(seq) FROM hot_records), 0), coalesce((SELECT max(last_seq) FROM blocks), 0))`,
      )
      .pluck(),
  };
}

export type StoredRows = ReturnType<typeof readStoredRows>;

export function recordOfRow(row: StoredRow): StoredRecord {
  const { files, read_at: readAt, error_group: group, ...same } = row;
  return { ...same, files: JSON.parse(files) as number[], readAt, group };
}
