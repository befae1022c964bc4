import { useEffect, useState } from 'react';
import type { ResultRow } from '../../../shared/contract/schemas.ts';
import { useApi, useLive } from '../../state/services.tsx';

const PAGE = 25;

export interface Results {
  /** Newest first; null until first read. */
  rows: readonly ResultRow[] | null;
  /** There may be older ones. */
  more: boolean;
  loading: boolean;
  loadMore: () => void;
}

/** The results of a monitor: the newest whenever a check ends (`lastAt` changes), older ones on request. */
export function useResults(monitorId: string, lastAt: number | null): Results {
  const api = useApi();
  const connected = useLive((live) => live.connection === 'connected');
  const [rows, setRows] = useState<readonly ResultRow[] | null>(null);
  const [more, setMore] = useState(false);
  const [loading, setLoading] = useState(false);

  useEffect(() => {
    if (!connected) return;
    let current = true;
    api.call('results', { monitorId, limit: PAGE }).then(
      ({ results }) => {
        if (!current) return;
        setRows((known) => mergeResults(known ?? [], results));
        setMore((had) => had || results.length === PAGE);
      },
      () => {
        // Read again at the next check or connection; what is known stays.
        if (current) setLoading(false);
      },
    );
    return () => {
      current = false;
    };
    // A check that ended is the reason to read, though its time is not part of the question.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, connected, monitorId, lastAt]);

  function loadMore(): void {
    const oldest = rows?.at(-1);
    if (!oldest) return;
    setLoading(true);
    api.call('results', { monitorId, limit: PAGE, before: oldest.at }).then(
      ({ results }) => {
        setRows((known) => mergeResults(known ?? [], results));
        setMore(results.length === PAGE);
        setLoading(false);
      },
      () => setLoading(false),
    );
  }

  return { rows, more, loading, loadMore };
}

/** Both lists as one, newest first, each result once. */
export function mergeResults(known: readonly ResultRow[], added: readonly ResultRow[]): ResultRow[] {
  const byTime = new Map([...known, ...added].map((row) => [row.at, row]));
  return [...byTime.values()].toSorted((a, b) => b.at - a.at);
}
