import type { Database } from 'better-sqlite3';

/** What each monitor remembers across restarts, as JSON text. */
export function readMemory(db: Database) {
  const all = db.prepare<[], { id: string; json: string }>(
    'SELECT id, json FROM monitor_memory JOIN monitors ON key = monitor ORDER BY monitor',
  );
  return { all: () => new Map(all.all().map(({ id, json }) => [id, json])) };
}

export function writeMemory(db: Database) {
  const put = db.prepare('INSERT OR REPLACE INTO monitor_memory (monitor, json) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM monitor_memory WHERE monitor = ?');
  return {
    /** Null forgets. */
    put: (monitor: number, json: string | null) =>
      void (json === null ? remove.run(monitor) : put.run(monitor, json)),
  };
}
