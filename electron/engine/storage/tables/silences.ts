import type { Database } from 'better-sqlite3';

/** A silence as it is kept. */
export interface SilenceRow {
  id: string;
  /** Globs by key; all keys must match. */
  match: Record<string, string[]>;
  from: number;
  /** Null: until it is removed. */
  until: number | null;
  reason: string;
  by: string;
  createdAt: number;
  /** Null unless somebody ended it early. */
  removedAt: number | null;
}

type Stored = Omit<SilenceRow, 'match'> & { match: string };

const COLUMNS = `id, match, from_at AS "from", until_at AS until, reason, by, created_at AS createdAt,
  removed_at AS removedAt`;

/** Reads silences; `since` leaves out those that were over by then. Oldest first. */
export function readSilences(db: Database) {
  const all = db.prepare<[number, number], Stored>(
    `SELECT ${COLUMNS} FROM silences
     WHERE (until_at IS NULL OR until_at > ?) AND (removed_at IS NULL OR removed_at > ?)
     ORDER BY created_at, id`,
  );
  return (since: number): SilenceRow[] =>
    all
      .all(since, since)
      .map((row) => ({ ...row, match: JSON.parse(row.match) as Record<string, string[]> }));
}

export function writeSilences(db: Database) {
  const add = db.prepare(
    `INSERT OR IGNORE INTO silences (id, match, from_at, until_at, reason, by, created_at, removed_at)
     VALUES (@id, @match, @from, @until, @reason, @by, @createdAt, @removedAt)`,
  );
  const remove = db.prepare('UPDATE silences SET removed_at = ? WHERE id = ? AND removed_at IS NULL');
  return {
    add: (row: SilenceRow) => void add.run({ ...row, match: JSON.stringify(row.match) }),
    remove: (id: string, at: number) => void remove.run(at, id),
  };
}
