import type { Database } from 'better-sqlite3';
import type { AlertStore } from '../alerts/alert-store.ts';
import { parseLogCursor } from '../alerts/logs/log-cursor.ts';
import { alertStateTable } from '../storage/tables/alert-state.ts';
import { ALERT_CORE, documents, LOG_CURSOR } from '../storage/tables/documents.ts';
import { writeIncidents } from '../storage/tables/incidents.ts';
import { writeLedger } from '../storage/tables/ledger.ts';
import { outboxTable } from '../storage/tables/outbox.ts';

/**
 * Alerts in history.db: decisions, ledger, incidents and outbox rows of one commit stand or fall together.
 * @param commit runs the writes in one durable transaction, later where that is not possible now
 */
export function alertStore(db: Database, commit: (write: () => void) => void): AlertStore {
  const alerts = alertStateTable(db);
  const kept = documents(db);
  const ledgerTable = writeLedger(db);
  const incidentTables = writeIncidents(db);
  const outbox = outboxTable(db);
  return {
    loadCore: () => kept.get(ALERT_CORE),
    loadLogCursor() {
      const json = kept.get(LOG_CURSOR);
      return json === null ? null : parseLogCursor(json);
    },
    commit({ memory, ledger, queued, settled, incidents, events, logCursor }) {
      commit(() => {
        kept.put(ALERT_CORE, memory.core);
        if (logCursor) kept.put(LOG_CURSOR, JSON.stringify(logCursor));
        alerts.replace(memory.alerts);
        for (const incident of incidents) incidentTables.put(incident);
        for (const event of events) incidentTables.addEvent(event);
        for (const entry of ledger) ledgerTable.add(entry);
        for (const notification of queued) outbox.put(notification);
        for (const id of settled) outbox.remove(id);
      });
    },
  };
}
