import type { Database } from 'better-sqlite3';
import type { StoredRecord } from './stored-record.ts';

interface Row {
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

const COLUMNS =
  'seq, source, files, position, time, read_at, level, service, lines, flags, format, error_group, raw';

/** Records as rows: the newest ones, and those at level error or worse for as long as they are kept. */
export interface RecordRows {
  /** @param reopenUntil epoch milliseconds; null where the record is closed for good */
  addHot(record: StoredRecord, reopenUntil: number | null): void;
  addError(record: StoredRecord): void;
  hot(seq: number): StoredRecord | null;
  /** All hot rows of a source in their order. */
  hotOf(source: number): StoredRecord[];
  /** The same, but for those that may still go on. */
  compactable(source: number, now: number): StoredRecord[];
  /** Hot and error rows that were read since, of those from a number on. */
  readSince(source: number, readAt: number, seq: number): StoredRecord[];
  all(table: 'hot_records' | 'error_records'): StoredRecord[];
  /** The newest occurrence of an error group that is kept. */
  newestError(group: number): StoredRecord | null;
  deleteHot(seq: number): boolean;
  deleteError(seq: number): boolean;
  /** Length of the lines of all hot rows of a source, in characters. */
  hotLength(source: number): number;
  /** Makes a hot record that of another file, which its lines came from as well. */
  move(seq: number, file: number, position: number): void;
}

export function recordRows(db: Database): RecordRows {
  const marks = Array.from({ length: 13 }, () => '?').join(', ');
  const insertHot = db.prepare(`INSERT INTO hot_records (${COLUMNS}, reopen_until) VALUES (${marks}, ?)`);
  const insertError = db.prepare(`INSERT INTO error_records (${COLUMNS}) VALUES (${marks})`);
  const hotBySeq = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM hot_records WHERE seq = ?`);
  const compactable = db.prepare<[number, number], Row>(
    `SELECT ${COLUMNS} FROM hot_records
     WHERE source = ? AND (reopen_until IS NULL OR reopen_until < ?) ORDER BY seq`,
  );
  const since = db.prepare<{ source: number; readAt: number; seq: number }, Row>(
    `SELECT ${COLUMNS} FROM hot_records
       WHERE source = @source AND read_at >= @readAt AND seq >= @seq
     UNION SELECT ${COLUMNS} FROM error_records
       WHERE source = @source AND read_at >= @readAt AND seq >= @seq
     ORDER BY seq`,
  );
  const newestError = db.prepare<[number], Row>(
    `SELECT ${COLUMNS} FROM error_records WHERE error_group = ? ORDER BY time DESC LIMIT 1`,
  );
  const deleteHot = db.prepare('DELETE FROM hot_records WHERE seq = ?');
  const deleteError = db.prepare('DELETE FROM error_records WHERE seq = ?');
  const hotLength = db
    .prepare('SELECT ifnull(sum(length(raw)), 0) FROM hot_records WHERE source = ?')
    .pluck();
  const moveHot = db.prepare('UPDATE hot_records SET files = ?, position = ? WHERE seq = ?');
  const moveError = db.prepare('UPDATE error_records SET files = ?, position = ? WHERE seq = ?');
  return {
    addHot: (record, reopenUntil) => void insertHot.run(...valuesOf(record), reopenUntil),
    addError: (record) => void insertError.run(...valuesOf(record)),
    hot(seq) {
      const row = hotBySeq.get(seq);
      return row ? recordOf(row) : null;
    },
    hotOf: (source) => compactable.all(source, Infinity).map(recordOf),
    compactable: (source, now) => compactable.all(source, now).map(recordOf),
    readSince: (source, readAt, seq) => since.all({ source, readAt, seq }).map(recordOf),
    all: (table) => db.prepare<[], Row>(`SELECT ${COLUMNS} FROM ${table} ORDER BY seq`).all().map(recordOf),
    newestError(group) {
      const row = newestError.get(group);
      return row ? recordOf(row) : null;
    },
    deleteHot: (seq) => deleteHot.run(seq).changes > 0,
    deleteError: (seq) => deleteError.run(seq).changes > 0,
    hotLength: (source) => Number(hotLength.get(source)),
    move(seq, file, position) {
      const files = JSON.stringify([file]);
      moveHot.run(files, position, seq);
      moveError.run(files, position, seq);
    },
  };
}

function valuesOf(record: StoredRecord): (string | number | null)[] {
  const { seq, source, files, position, time, readAt, level, service } = record;
  const { lines, flags, format, group, raw } = record;
  return [
    seq,
    source,
    JSON.stringify(files),
    position,
    time,
    readAt,
    level,
    service,
    lines,
    flags,
    format,
    group,
    raw,
  ];
}

function recordOf(row: Row): StoredRecord {
  const { files, read_at: readAt, error_group: group, ...rest } = row;
  return { ...rest, files: JSON.parse(files) as number[], readAt, group };
}
