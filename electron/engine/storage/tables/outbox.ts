import type { Database } from 'better-sqlite3';
import type { OutgoingNotification } from '../../notify/notifier.ts';
import type { OutboxEntry } from '../../notify/outbox.ts';

interface Row {
  json: string;
  attempts: number;
  dueAt: number;
}

/** Notifications that were decided and not settled. Rows keep their place when what stands in them is replaced. */
export function outboxTable(db: Database) {
  const channels = db.prepare<[], string>('SELECT DISTINCT channel FROM outbox ORDER BY channel').pluck();
  const oldest = db.prepare<[string, number], Row>(
    'SELECT json, attempts, due_at AS dueAt FROM outbox WHERE channel = ? ORDER BY id LIMIT ?',
  );
  const insert = db.prepare(
    `INSERT OR IGNORE INTO outbox (delivery_key, channel, created_at, due_at, attempts, json)
     VALUES (?, ?, ?, ?, 0, ?)`,
  );
  const remove = db.prepare('DELETE FROM outbox WHERE delivery_key = ?');
  const begin = db.prepare('UPDATE outbox SET attempts = ? WHERE delivery_key = ?');
  const postpone = db.prepare('UPDATE outbox SET due_at = ? WHERE delivery_key = ?');
  const replace = db.prepare(
    `UPDATE outbox SET delivery_key = @id, created_at = @at, due_at = @at, attempts = 0, json = @json
     WHERE delivery_key = @old`,
  );
  const younger = db
    .prepare<{ id: string; channel: string; incident: string | null }, number>(
      `SELECT EXISTS (
         SELECT 1 FROM outbox JOIN (SELECT id FROM outbox WHERE delivery_key = @id) AS old
         WHERE outbox.id > old.id AND channel = @channel AND json ->> '$.incidentId' = @incident)`,
    )
    .pluck();
  return {
    channels: (): string[] => channels.all(),
    /** The oldest entries of a channel, in order. */
    load: (channelId: string, limit: number): OutboxEntry[] =>
      oldest.all(channelId, limit).map(({ json, attempts, dueAt }) => ({
        notification: JSON.parse(json) as OutgoingNotification,
        attempts,
        dueAt,
      })),
    put: (one: OutgoingNotification) =>
      void insert.run(one.id, one.channelId, one.at, one.at, JSON.stringify(one)),
    remove: (id: string) => void remove.run(id),
    begun: (id: string, attempts: number) => void begin.run(attempts, id),
    postponed: (id: string, dueAt: number) => void postpone.run(Math.round(dueAt), id),
    replace: (old: string, { id, at, ...rest }: OutgoingNotification) =>
      void replace.run({ old, id, at, json: JSON.stringify({ id, at, ...rest }) }),
    overtaken: ({ id, channelId, incidentId }: OutgoingNotification): boolean =>
      younger.get({ id, channel: channelId, incident: incidentId }) === 1,
  };
}
