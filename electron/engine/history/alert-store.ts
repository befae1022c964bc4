import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { digestSchema } from '../../../shared/contract/alert-schemas.ts';
import type { AlertStore, AwayMemory, HandWrite } from '../alerts/alert-store.ts';
import { parseDueEvidence } from '../alerts/evidence/due-evidence.ts';
import { parseLogCursor } from '../alerts/logs/log-cursor.ts';
import { alertStateTable } from '../storage/tables/alert-state.ts';
import { ALERT_CORE, AWAY, documents, DUE_EVIDENCE, LOG_CURSOR } from '../storage/tables/documents.ts';
import { writeAcks } from '../storage/tables/acks.ts';
import { writeAudit } from '../storage/tables/audit.ts';
import { readOpenIncidents, writeIncidents } from '../storage/tables/incidents.ts';
import { writeLedger } from '../storage/tables/ledger.ts';
import { outboxTable } from '../storage/tables/outbox.ts';
import { readSilences, writeSilences } from '../storage/tables/silences.ts';

const awaySchema = z.object({
  away: z.boolean(),
  from: z.number().nullable(),
  card: digestSchema.nullable(),
});

/** Null for what another version wrote in another shape: as good as none. */
function parseAway(json: string): AwayMemory | null {
  return awaySchema.safeParse(JSON.parse(json)).data ?? null;
}

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
  const silences = writeSilences(db);
  const acks = writeAcks(db);
  const audit = writeAudit(db);

  function writeByHand(write: HandWrite): void {
    switch (write.kind) {
      case 'silence':
        silences.add(write.row);
        return;
      case 'unsilence':
        silences.remove(write.id, write.at);
        return;
      case 'ack': {
        const { subject, at, ack } = write.change;
        acks.end(subject, at);
        if (ack) acks.add({ subject, at, ...ack, endedAt: null });
        return;
      }
      case 'audit':
        audit.add(write.entry);
    }
  }

  return {
    loadCore: () => kept.get(ALERT_CORE),
    loadAway() {
      const json = kept.get(AWAY);
      return json === null ? null : parseAway(json);
    },
    loadDueEvidence() {
      const json = kept.get(DUE_EVIDENCE);
      return json === null ? [] : parseDueEvidence(json);
    },
    loadSilences: readSilences(db),
    openIncidents: readOpenIncidents(db),
    loadLogCursor() {
      const json = kept.get(LOG_CURSOR);
      return json === null ? null : parseLogCursor(json);
    },
    commit({ memory, ledger, queued, settled, incidents, events, byHand, logCursor }) {
      commit(() => {
        kept.put(ALERT_CORE, memory.core);
        kept.put(AWAY, JSON.stringify(memory.away));
        kept.put(DUE_EVIDENCE, JSON.stringify(memory.evidence));
        if (logCursor) kept.put(LOG_CURSOR, JSON.stringify(logCursor));
        alerts.replace(memory.alerts);
        for (const incident of incidents) incidentTables.put(incident);
        for (const event of events) incidentTables.addEvent(event);
        for (const entry of ledger) ledgerTable.add(entry);
        for (const write of byHand) writeByHand(write);
        for (const notification of queued) outbox.put(notification);
        for (const id of settled) outbox.remove(id);
      });
    },
  };
}
