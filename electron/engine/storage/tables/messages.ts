import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** A message that is in use is touched again after this long; collection spares it by as much. */
export const TOUCH_EVERY_MS = 3_600_000;
/** Texts that are remembered with their ids. */
const REMEMBERED = 5_000;

/** 48 bits, so that it is a number that JavaScript holds exactly. */
function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

/** The pool of result messages: each text once. */
export function messagePool(db: Database) {
  const find = db.prepare<[number, string], { id: number; lastAt: number }>(
    'SELECT id, last_at AS lastAt FROM messages WHERE hash = ? AND text = ?',
  );
  const insert = db.prepare('INSERT INTO messages (hash, last_at, text) VALUES (?, ?, ?)');
  const touch = db.prepare('UPDATE messages SET last_at = max(last_at, ?) WHERE id = ?');
  const known = new Map<string, { id: number; lastAt: number }>();

  const load = (text: string, at: number): { id: number; lastAt: number } => {
    const hash = hashOf(text);
    return find.get(hash, text) ?? { id: Number(insert.run(hash, at, text).lastInsertRowid), lastAt: at };
  };

  return {
    /** The id of a text that a result from `at` refers to; 0 for none. */
    idOf(text: string, at: number): number {
      if (text === '') return 0;
      let entry = known.get(text);
      if (!entry) {
        entry = load(text, at);
        if (known.size >= REMEMBERED) known.clear();
        known.set(text, entry);
      }
      if (at - entry.lastAt > TOUCH_EVERY_MS) {
        touch.run(at, entry.id);
        entry.lastAt = at;
      }
      return entry.id;
    },
    /** To be called after a rollback and after a collection: ids that were remembered may be gone. */
    forget: () => known.clear(),
  };
}

/** Reads pooled texts. */
export function readMessages(db: Database) {
  const text = db.prepare<[number], string>('SELECT text FROM messages WHERE id = ?').pluck();
  return { text: (id: number): string => (id === 0 ? '' : (text.get(id) ?? '')) };
}
