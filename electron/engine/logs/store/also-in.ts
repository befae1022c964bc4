import type { Database } from 'better-sqlite3';

/** A further file that a record came from. */
export interface AlsoIn {
  file: number;
  position: number;
}

/** Which further files carried a record that is stored once. */
export interface AlsoInRows {
  add(seq: number, file: number, position: number): void;
  of(seq: number): AlsoIn[];
  /** False where the record did not come from that file besides. */
  remove(seq: number, file: number): boolean;
}

export function alsoInRows(db: Database): AlsoInRows {
  const add = db.prepare('INSERT OR IGNORE INTO also_in (seq, file, position) VALUES (?, ?, ?)');
  const of = db.prepare<[number], AlsoIn>('SELECT file, position FROM also_in WHERE seq = ? ORDER BY file');
  const remove = db.prepare('DELETE FROM also_in WHERE seq = ? AND file = ?');
  return {
    add: (seq, file, position) => void add.run(seq, file, position),
    of: (seq) => of.all(seq),
    remove: (seq, file) => remove.run(seq, file).changes > 0,
  };
}
