import type { LedgerEntry } from '../alerts/alert-store.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';

/** Up to when each report has been dealt with, by what tells reports apart; epoch milliseconds. */
export type HandledReports = Readonly<Record<string, number>>;

/** Where it is kept which reports went out. */
export interface ReportStore {
  load(): HandledReports;
  /** As a whole, durably: a report that was put into the outbox is not made again. */
  commit(change: {
    handled: HandledReports;
    queued: readonly OutgoingNotification[];
    ledger: readonly LedgerEntry[];
  }): void;
}

/** The subject of reports in the ledger. */
export const reportSubject = (channel: string): string => `report:${channel}`;
