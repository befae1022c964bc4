import type { Database } from 'better-sqlite3';
import type { Outbox } from '../notify/outbox.ts';
import { outboxTable } from '../storage/tables/outbox.ts';

/** How the outbox writes: inside the writer's transactions, in the order of what it is told. */
export interface OutboxWrites {
  /** With the next transaction. */
  later: (write: () => void) => void;
  /** Commits what waits. False where that is not possible now. */
  flush: () => boolean;
}

/**
 * The outbox in history.db. Notes about attempts survive a kill of the process; a loss of power may take the last of
 * them, which makes a delivery at most happen once more.
 */
export function historyOutbox(db: Database, { later, flush }: OutboxWrites): Outbox {
  const table = outboxTable(db);
  return {
    // What is not written yet would be missing, and what is settled would be back.
    channels: () => (flush() ? table.channels() : null),
    load: (channelId, limit) => (flush() ? table.load(channelId, limit) : null),
    begun(id, attempts) {
      later(() => table.begun(id, attempts));
      flush();
    },
    postponed: (id, dueAt) => later(() => table.postponed(id, dueAt)),
    replace: (id, notification) => later(() => table.replace(id, notification)),
    overtaken: (notification) => flush() && table.overtaken(notification),
  };
}
