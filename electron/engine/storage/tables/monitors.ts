import type { Database } from 'better-sqlite3';

/** A monitor in the history; its row outlives its configuration. */
export interface MonitorRow {
  key: number;
  id: string;
  /** Wall time of its first result, or of its first mention where it has none yet. */
  firstAt: number;
}

/** What readers ask about monitors. */
export function readMonitors(db: Database) {
  const all = db.prepare<[], MonitorRow>('SELECT key, id, first_at AS firstAt FROM monitors ORDER BY key');
  const byId = db.prepare<[string], MonitorRow>(
    'SELECT key, id, first_at AS firstAt FROM monitors WHERE id = ?',
  );
  return {
    all: () => all.all(),
    find: (id: string) => byId.get(id) ?? null,
  };
}

export function writeMonitors(db: Database) {
  const insert = db.prepare(
    `INSERT INTO monitors (key, id, first_at) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET first_at = min(first_at, excluded.first_at)`,
  );
  return {
    /** Adds a monitor, or moves its first time back. */
    put: ({ key, id, firstAt }: MonitorRow) => void insert.run(key, id, firstAt),
  };
}
