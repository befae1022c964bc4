import type { Database } from 'better-sqlite3';
import type { Gap, TailCheckpoint } from '../tail/types.ts';

/** A log as it is stored. */
export interface StoredLog {
  key: number;
  checkpoint: TailCheckpoint;
  /** What the maker of records left; null where nothing was read. */
  reader: string | null;
  backfillTo: number;
}

interface LogRow {
  key: number;
  checkpoint: string;
  reader: string | null;
  backfill_to: number;
}

/** Sources, their logs with tail checkpoints, and named gaps. */
export interface SourceRows {
  /** Key of a source; null where it was never begun. */
  keyOf(id: string): number | null;
  addSource(id: string, at: number): number;
  logs(source: number): StoredLog[];
  log(source: number, log: number): StoredLog | null;
  /** @returns its key */
  putLog(source: number, log: Omit<StoredLog, 'key'>, at: number): number;
  /** When the newest record of a source was read; null where there is none. */
  lastReadAt(source: number): number | null;
  addGap(file: number, gap: Gap, at: number): void;
}

export function sourceRows(db: Database): SourceRows {
  const key = db.prepare<[string], number>('SELECT key FROM sources WHERE id = ?').pluck();
  const addSource = db
    .prepare<[string, number], number>('INSERT INTO sources (id, added_at) VALUES (?, ?) RETURNING key')
    .pluck();
  const columns = 'key, checkpoint, reader, backfill_to';
  const logs = db.prepare<[number], LogRow>(`SELECT ${columns} FROM files WHERE source = ? ORDER BY log`);
  const log = db.prepare<[number, number], LogRow>(
    `SELECT ${columns} FROM files WHERE source = ? AND log = ?`,
  );
  const putLog = db
    .prepare<Record<string, unknown>, number>(
      `INSERT INTO files (source, log, path, checkpoint, reader, backfill_to, first_seen, last_seen)
       VALUES (@source, @log, @path, @checkpoint, @reader, @backfillTo, @at, @at)
       ON CONFLICT (source, log) DO UPDATE SET
         path = @path, checkpoint = @checkpoint, reader = @reader, last_seen = @at
       RETURNING key`,
    )
    .pluck();
  const lastReadAt = db
    .prepare<{ source: number }, number | null>(
      `SELECT max(at) FROM (
         SELECT max(read_at) AS at FROM hot_records WHERE source = @source
         UNION ALL SELECT max(read_to) FROM blocks WHERE source = @source)`,
    )
    .pluck();
  const addGap = db.prepare('INSERT INTO gaps (file, at, position, bytes, reason) VALUES (?, ?, ?, ?, ?)');
  return {
    keyOf: (id) => key.get(id) ?? null,
    addSource: (id, at) => existing(addSource.get(id, at)),
    logs: (source) => logs.all(source).map(logOf),
    log(source, number) {
      const row = log.get(source, number);
      return row ? logOf(row) : null;
    },
    putLog(source, { checkpoint, reader, backfillTo }, at) {
      const { log: number, path } = checkpoint;
      const json = JSON.stringify(checkpoint);
      return existing(putLog.get({ source, log: number, path, checkpoint: json, reader, backfillTo, at }));
    },
    lastReadAt: (source) => lastReadAt.get({ source }) ?? null,
    addGap: (file, { offset, bytes, reason }, at) => void addGap.run(file, at, offset, bytes, reason),
  };
}

function logOf({ key, checkpoint, reader, backfill_to: backfillTo }: LogRow): StoredLog {
  return { key, checkpoint: JSON.parse(checkpoint) as TailCheckpoint, reader, backfillTo };
}

function existing(key: number | undefined): number {
  if (key === undefined) throw new Error('the row that was just written is not there');
  return key;
}
