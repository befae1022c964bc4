import type { Database } from 'better-sqlite3';
import type { OutgoingNotification } from '../../notify/notifier.ts';

/** Notifications that were decided and not settled. */
export function outboxTable(db: Database) {
  const all = db.prepare<[], string>('SELECT json FROM outbox ORDER BY id').pluck();
  const insert = db.prepare(
    `INSERT OR IGNORE INTO outbox (delivery_key, channel, created_at, due_at, attempts, json)
     VALUES (?, ?, ?, ?, 0, ?)`,
  );
  const remove = db.prepare('DELETE FROM outbox WHERE delivery_key = ?');
  return {
    /** Oldest first. */
    all: () => all.all().map((json) => JSON.parse(json) as OutgoingNotification),
    put: (one: OutgoingNotification) =>
      void insert.run(one.id, one.channelId, one.at, one.at, JSON.stringify(one)),
    remove: (id: string) => void remove.run(id),
  };
}
