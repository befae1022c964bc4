import type { LedgerRow } from '../../../../shared/contract/alert-schemas.ts';
import type { Tables } from './tables.ts';

interface Filter {
  /** Null: all. */
  subject: string | null;
  rule: string | null;
  limit: number;
  /** Only rows that are older than this one; null: the newest. */
  before: number | null;
}

/** Decisions about alerts, newest first. */
export function ledgerQuery({ db }: Tables) {
  const rows = db.prepare<Filter, LedgerRow>(
    `SELECT id, at, subject, nullif(rule, '') AS rule, decision, by, text FROM ledger
     WHERE (@subject IS NULL OR subject = @subject) AND (@rule IS NULL OR rule = @rule)
       AND (@before IS NULL OR id < @before)
     ORDER BY id DESC LIMIT @limit`,
  );
  return (filter: Filter): { rows: LedgerRow[] } => ({ rows: rows.all(filter) });
}
