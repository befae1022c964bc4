import BetterSqlite, { type Database } from 'better-sqlite3';
import type { LogLine } from '../../electron/engine/logs/line.ts';
import type {
  Gap,
  TailBatch,
  TailCheckpoint,
  TailConsumer,
  TailStore,
  TailTaken,
} from '../../electron/engine/logs/tail/types.ts';

export interface StoredLine {
  log: number;
  path: string;
  offset: number;
  bytes: number;
  text: string;
}

export interface StoredGap extends Gap {
  log: number;
  path: string;
}

interface Received extends TailBatch {
  lines: (LogLine & { seq: number })[];
}

/** Keeps lines, gaps and checkpoints in SQLite, each batch in one transaction: a consumer and its store, for tests. */
export class SqliteTailStore implements TailStore, TailConsumer {
  #db: Database;
  /** Lines of records that have no end yet, by log. */
  #open = new Map<number, Received>();
  /** Numbers lines in the order in which they came. */
  #read = 0;
  partial?: TailConsumer['partial'];
  /** Called before a batch is stored and after it was committed; what it throws reaches the tailer. */
  onBatch: (batch: TailBatch, when: 'before' | 'after') => void = () => undefined;
  /** How many lines at the end of a batch are left for a record that is still open; all of them: the record goes on. */
  leaveOpen: (batch: TailBatch) => number = () => 0;

  constructor(file = ':memory:') {
    this.#db = new BetterSqlite(file);
    this.#db.pragma('journal_mode = WAL');
    this.#db.exec(`
      CREATE TABLE IF NOT EXISTS sources (id TEXT PRIMARY KEY) STRICT;
      CREATE TABLE IF NOT EXISTS logs (
        source TEXT, log INTEGER, checkpoint TEXT NOT NULL, PRIMARY KEY (source, log)
      ) STRICT;
      CREATE TABLE IF NOT EXISTS lines (
        seq INTEGER PRIMARY KEY, source TEXT, log INTEGER, path TEXT, offset INTEGER, bytes INTEGER, text TEXT
      ) STRICT;
      CREATE INDEX IF NOT EXISTS lines_at ON lines (source, log, offset);
      CREATE TABLE IF NOT EXISTS gaps (
        source TEXT, log INTEGER, path TEXT, offset INTEGER, bytes INTEGER, reason TEXT
      ) STRICT;
    `);
    this.#read = Number(this.#db.prepare('SELECT ifnull(max(seq), 0) FROM lines').pluck().get());
  }

  async load(source: string): Promise<TailCheckpoint[] | null> {
    if (!this.#db.prepare('SELECT 1 FROM sources WHERE id = ?').get(source)) return null;
    const rows = this.#db
      .prepare('SELECT checkpoint FROM logs WHERE source = ? ORDER BY log')
      .pluck()
      .all(source);
    return rows.map((row) => JSON.parse(String(row)) as TailCheckpoint);
  }

  async begin(source: string, checkpoints: TailCheckpoint[]): Promise<void> {
    this.#db.transaction(() => {
      this.#db.prepare('INSERT INTO sources VALUES (?)').run(source);
      for (const checkpoint of checkpoints) this.#put(source, checkpoint);
    })();
  }

  async holdsLine(
    source: string,
    log: number,
    { offset, text }: { offset: number; text: string },
  ): Promise<boolean> {
    const sql = 'SELECT 1 FROM lines WHERE source = ? AND log = ? AND offset = ? AND text = ?';
    return this.#db.prepare(sql).get(source, log, offset, text) !== undefined;
  }

  async accept(batch: TailBatch): Promise<TailTaken | void> {
    this.onBatch(batch, 'before');
    const { file } = batch;
    const lines = batch.lines.map((line) => ({ ...line, seq: ++this.#read }));
    const previous = this.#db
      .prepare('SELECT checkpoint FROM logs WHERE source = ? AND log = ?')
      .pluck()
      .get(file.source, file.log);
    const from = typeof previous === 'string' ? (JSON.parse(previous) as TailCheckpoint).offset : null;
    const open = batch.checkpoint.finished ? 0 : Math.min(lines.length, this.leaveOpen(batch));
    const goesOn = open === lines.length && !batch.checkpoint.finished;
    const all = [...(this.#open.get(file.log)?.lines ?? []), ...lines];
    const taken = goesOn ? [] : all.slice(0, all.length - open);
    const first = all[taken.length];
    const checkpoint = first ? batch.checkpointAt(first.offset) : batch.checkpoint;
    this.#store({ ...batch, lines: taken, checkpoint });
    if (from !== null && checkpoint.offset < from)
      throw new Error(`checkpoint went back to ${checkpoint.offset}`);
    if (first) this.#open.set(file.log, { ...batch, lines: all.slice(taken.length) });
    else this.#open.delete(file.log);
    this.onBatch(batch, 'after');
    return first ? { takenTo: first.offset } : undefined;
  }

  /** Closes the records that are open, as silence does. */
  closeOpen(): void {
    for (const batch of this.#open.values()) this.#store({ ...batch, gaps: [] });
    this.#open.clear();
  }

  /** The lines of records that are still open are forgotten, as a killed process forgets them. */
  forgetOpen(): void {
    this.#open.clear();
  }

  lines(): StoredLine[] {
    return this.#db
      .prepare('SELECT log, path, offset, bytes, text FROM lines ORDER BY seq')
      .all() as StoredLine[];
  }

  gaps(): StoredGap[] {
    return this.#db.prepare('SELECT log, path, offset, bytes, reason FROM gaps').all() as StoredGap[];
  }

  close(): void {
    this.#db.close();
  }

  #store({ file: { source, log, path }, lines, gaps, checkpoint }: Received): void {
    this.#db.transaction(() => {
      const insert = this.#db.prepare('INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?)');
      for (const { seq, offset, bytes, text } of lines)
        insert.run(seq, source, log, path, offset, bytes, text);
      const gap = this.#db.prepare('INSERT INTO gaps VALUES (?, ?, ?, ?, ?, ?)');
      for (const { offset, bytes, reason } of gaps) gap.run(source, log, path, offset, bytes, reason);
      this.#put(source, checkpoint);
    })();
  }

  #put(source: string, checkpoint: TailCheckpoint): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO logs VALUES (?, ?, ?)')
      .run(source, checkpoint.log, JSON.stringify(checkpoint));
  }
}
