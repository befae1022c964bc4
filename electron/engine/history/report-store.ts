import type { Database } from 'better-sqlite3';
import type { HandledReports, ReportStore } from '../reports/report-store.ts';
import { documents, REPORTS } from '../storage/tables/documents.ts';
import { writeLedger } from '../storage/tables/ledger.ts';
import { outboxTable } from '../storage/tables/outbox.ts';

/**
 * Reports in history.db.
 * @param commit runs the writes in one durable transaction, later where that is not possible now
 */
export function reportStore(db: Database, commit: (write: () => void) => void): ReportStore {
  const kept = documents(db);
  const ledgerTable = writeLedger(db);
  const outbox = outboxTable(db);
  return {
    load: () => JSON.parse(kept.get(REPORTS) ?? '{}') as HandledReports,
    commit({ handled, queued, ledger }) {
      commit(() => {
        kept.put(REPORTS, JSON.stringify(handled));
        for (const entry of ledger) ledgerTable.add(entry);
        for (const notification of queued) outbox.put(notification);
      });
    },
  };
}
