import type { LogTables } from './log-tables.ts';

/** Rows that go at a time. */
const ROWS = 500;
const DAY_MS = 86_400_000;

export interface RetainOptions {
  /** Epoch milliseconds. */
  now: number;
  /** What was read before it goes. */
  cutoff: number;
  /** Ids of the sources that are read. */
  configured: ReadonlySet<string>;
  exists: (path: string) => boolean;
}

/** Deletes everything that is too old, a little with each step. Runs inside transactions of the caller. */
export function* retainByAge(tables: LogTables, options: RetainOptions): Generator<void> {
  const { db } = tables;
  const { cutoff, now } = options;
  const minute = Math.floor(cutoff / 60_000);
  yield* repeat(
    db.prepare(
      'DELETE FROM blocks WHERE first_seq IN (SELECT first_seq FROM blocks WHERE read_to < ? LIMIT 1)',
    ),
    [cutoff],
  );
  yield* repeat(
    db.prepare(
      'DELETE FROM hot_records WHERE seq IN (SELECT seq FROM hot_records WHERE read_at < ? LIMIT ?)',
    ),
    [cutoff, ROWS],
  );
  yield* dropLeftOver(tables);
  yield* repeat(
    db.prepare(
      `DELETE FROM log_counts WHERE (source, minute, level) IN
         (SELECT source, minute, level FROM log_counts WHERE minute < ? LIMIT ?)`,
    ),
    [minute, ROWS],
  );
  yield* repeat(db.prepare('DELETE FROM gaps WHERE id IN (SELECT id FROM gaps WHERE at < ? LIMIT ?)'), [
    cutoff,
    ROWS,
  ]);
  yield* dropGroups(tables, cutoff, now);
  yield* dropFiles(tables, options);
}

/** Deletes the oldest block, or the oldest hot rows where there is no block; false where nothing is left. */
export function dropOldest({ db }: LogTables): boolean {
  const block = db.prepare(
    'DELETE FROM blocks WHERE first_seq = (SELECT first_seq FROM blocks ORDER BY read_to, first_seq LIMIT 1)',
  );
  if (block.run().changes > 0) return true;
  const rows = db.prepare(
    'DELETE FROM hot_records WHERE seq IN (SELECT seq FROM hot_records ORDER BY seq LIMIT ?)',
  );
  return rows.run(ROWS).changes > 0;
}

/** Deletes what belongs to records that are gone. */
export function* dropLeftOver({ db }: LogTables): Generator<void> {
  const oldest = db
    .prepare<[], number | null>(
      `SELECT min(seq) FROM (SELECT min(seq) AS seq FROM hot_records UNION ALL SELECT min(first_seq) FROM blocks)`,
    )
    .pluck();
  const next = db.prepare<[], number>('SELECT seq FROM next_seq').pluck();
  const from = oldest.get() ?? next.get() ?? 0;
  yield* repeat(
    db.prepare(
      'DELETE FROM error_records WHERE seq IN (SELECT seq FROM error_records WHERE seq < ? LIMIT ?)',
    ),
    [from, ROWS],
  );
  yield* repeat(
    db.prepare(
      'DELETE FROM also_in WHERE (seq, file) IN (SELECT seq, file FROM also_in WHERE seq < ? LIMIT ?)',
    ),
    [from, ROWS],
  );
}

/** Groups that nothing is known of any more, unless what was decided by hand hangs on them. */
function* dropGroups({ db }: LogTables, cutoff: number, now: number): Generator<void> {
  const old = db
    .prepare<[number], number>('SELECT key FROM error_groups WHERE first_seen < ?')
    .pluck()
    .all(cutoff);
  const counts = db.prepare('DELETE FROM group_counts WHERE error_group = ? AND minute < ?');
  for (const key of old) {
    counts.run(key, Math.floor(cutoff / 60_000));
    yield;
  }
  yield* repeat(
    db.prepare(
      `DELETE FROM error_groups WHERE key IN (
         SELECT key FROM error_groups AS own
         WHERE (last_seen < @cutoff OR last_seen > @future) AND state <> 'ignored' AND merged_into IS NULL
           AND NOT EXISTS (SELECT 1 FROM error_groups AS child WHERE child.merged_into = own.key)
           AND NOT EXISTS (SELECT 1 FROM error_records WHERE error_group = own.key)
         LIMIT 50)`,
    ),
    [{ cutoff, future: now + DAY_MS }],
  );
}

/** Logs that are gone and read to their end, and sources that are read no more. */
function* dropFiles({ db }: LogTables, { cutoff, configured, exists }: RetainOptions): Generator<void> {
  const old = db
    .prepare<[number], { key: number; source: string; path: string; finished: number }>(
      `SELECT files.key, sources.id AS source, path, checkpoint ->> 'finished' AS finished
       FROM files JOIN sources ON sources.key = files.source
       WHERE last_seen < ? AND NOT EXISTS (SELECT 1 FROM also_in WHERE file = files.key)`,
    )
    .all(cutoff);
  const drop = db.prepare('DELETE FROM files WHERE key = ?');
  for (const { key, source, path, finished } of old) {
    // While its file is there it is known by its checkpoint: without that it would be read anew.
    if (!configured.has(source) || (finished === 1 && !exists(path))) drop.run(key);
    yield;
  }
  const empty = db
    .prepare<[], { key: number; id: string }>(
      `SELECT key, id FROM sources WHERE NOT EXISTS (SELECT 1 FROM files WHERE source = sources.key)
         AND NOT EXISTS (SELECT 1 FROM blocks WHERE source = sources.key)
         AND NOT EXISTS (SELECT 1 FROM hot_records WHERE source = sources.key)
         AND NOT EXISTS (SELECT 1 FROM error_records WHERE source = sources.key)
         AND NOT EXISTS (SELECT 1 FROM log_counts WHERE source = sources.key)
         AND NOT EXISTS (SELECT 1 FROM group_counts WHERE source = sources.key)`,
    )
    .all();
  for (const { key, id } of empty) {
    if (!configured.has(id)) db.prepare('DELETE FROM sources WHERE key = ?').run(key);
  }
}

function* repeat(
  statement: { run(...params: unknown[]): { changes: number } },
  params: readonly unknown[],
): Generator<void> {
  while (statement.run(...params).changes > 0) yield;
}
