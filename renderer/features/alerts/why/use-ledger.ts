import { useState } from 'react';
import type { LedgerRow } from '../../../../shared/contract/alert-schemas.ts';
import { useApi } from '../../../state/services.tsx';
import { useRun } from '../../../state/use-run.ts';

const PAGE = 50;

export interface Ledger {
  /** Newest first: those that came with the answer, then older ones as asked for. */
  rows: readonly LedgerRow[];
  more: boolean;
  loading: boolean;
  loadMore: () => void;
}

/** The decisions about a subject; `first` are the newest, as the engine told them with its sentences. Of another subject it begins anew. */
export function useLedger(subject: string, first: readonly LedgerRow[]): Ledger {
  const api = useApi();
  const run = useRun();
  const [older, setOlder] = useState<readonly LedgerRow[]>([]);
  const [end, setEnd] = useState(first.length === 0);
  const [loading, setLoading] = useState(false);
  const rows = merged(first, older);
  async function loadMore(): Promise<void> {
    const last = rows.at(-1);
    if (!last || loading) return;
    setLoading(true);
    const answer = await run(api.call('ledger', { subject, before: last.id, limit: PAGE }), () => null);
    if (answer) {
      setOlder((known) => merged(known, answer.rows));
      setEnd(answer.rows.length < PAGE);
    }
    setLoading(false);
  }
  return { rows, more: !end && rows.length > 0, loading, loadMore: () => void loadMore() };
}

/** Both lists as one, newest first, each row once. */
export function merged(known: readonly LedgerRow[], added: readonly LedgerRow[]): LedgerRow[] {
  const byId = new Map([...known, ...added].map((row) => [row.id, row]));
  return [...byId.values()].toSorted((a, b) => b.id - a.id);
}
