import type { Database } from 'better-sqlite3';
import type { AlertMemory, AlertStore } from '../alerts/alert-store.ts';
import { alertStateTable } from '../storage/tables/alert-state.ts';
import { documents } from '../storage/tables/documents.ts';
import { writeLedger } from '../storage/tables/ledger.ts';
import { outboxTable } from '../storage/tables/outbox.ts';

const GROUPS = 'alert-groups';

/**
 * Alerts in history.db: decisions, ledger and outbox rows of one commit stand or fall together.
 * @param commit runs the writes in one durable transaction, later where that is not possible now
 */
export function alertStore(db: Database, commit: (write: () => void) => void): AlertStore {
  const alerts = alertStateTable(db);
  const groups = documents(db);
  const ledgerTable = writeLedger(db);
  const outbox = outboxTable(db);
  return {
    loadMemory() {
      const json = groups.get(GROUPS);
      if (json === null) return null;
      return { alerts: alerts.all(), groups: JSON.parse(json) as AlertMemory['groups'] };
    },
    commit({ memory, ledger, queued, settled }) {
      // The caller goes on changing its memory; what is written later is what it was at this moment.
      const saved = structuredClone(memory);
      commit(() => {
        alerts.replace(saved.alerts);
        groups.put(GROUPS, JSON.stringify(saved.groups));
        for (const entry of ledger) ledgerTable.add(entry);
        for (const notification of queued) outbox.put(notification);
        for (const id of settled) outbox.remove(id);
      });
    },
  };
}
