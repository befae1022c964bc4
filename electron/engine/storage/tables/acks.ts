import type { Database } from 'better-sqlite3';

/** Somebody has taken note of what fires for a subject. */
export interface AckRow {
  subject: string;
  at: number;
  by: string;
  text: string;
  /** When it ceased to hold: the subject recovered, worsened, or failed in another part. */
  endedAt: number | null;
}

const COLUMNS = 'subject, at, by, text, ended_at AS endedAt';

/** Reads acks, oldest first. */
export function readAcks(db: Database) {
  const open = db.prepare<[], AckRow>(`SELECT ${COLUMNS} FROM acks WHERE ended_at IS NULL ORDER BY at`);
  const within = db.prepare<[string, number, number], AckRow>(
    `SELECT ${COLUMNS} FROM acks WHERE subject = ? AND at >= ? AND at <= ? ORDER BY at`,
  );
  return {
    open: () => open.all(),
    of: (subject: string, from: number, to: number) => within.all(subject, from, to),
  };
}

export function writeAcks(db: Database) {
  const add = db.prepare(
    'INSERT OR REPLACE INTO acks (subject, at, by, text, ended_at) VALUES (@subject, @at, @by, @text, @endedAt)',
  );
  const end = db.prepare('UPDATE acks SET ended_at = ? WHERE subject = ? AND ended_at IS NULL');
  return {
    add: (row: AckRow) => void add.run(row),
    end: (subject: string, at: number) => void end.run(at, subject),
  };
}
