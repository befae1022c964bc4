import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import { useApi, useLive } from './services.tsx';

/** An answer that is kept while a newer one is on its way. */
export interface Query<N extends CallName> {
  data: CallOutput<N> | null;
  /** What the last attempt failed with; null while it has not failed. */
  error: string | null;
  /** The data belongs to an earlier input, or none has come yet. */
  pending: boolean;
  refresh: () => void;
}

/**
 * Reads from the engine again whenever `input` changes, at each reconnection, every `everyMs`, and on refresh().
 * With a null input it reads nothing.
 */
export function useQuery<N extends CallName>(
  name: N,
  input: CallInput<N> | null,
  everyMs: number | null = null,
): Query<N> {
  const api = useApi();
  const connected = useLive((live) => live.connection === 'connected');
  const key = input === null ? null : JSON.stringify(input);
  const [state, setState] = useState<{
    key: string | null;
    data: CallOutput<N> | null;
    error: string | null;
  }>({
    key: null,
    data: null,
    error: null,
  });
  const latest = useRef(0);

  const read = useCallback(() => {
    if (key === null) return;
    latest.current += 1;
    const turn = latest.current;
    api.call(name, JSON.parse(key) as CallInput<N>).then(
      (data) => {
        if (turn === latest.current) setState({ key, data, error: null });
      },
      (error: unknown) => {
        if (turn !== latest.current) return;
        setState((was) => ({ ...was, error: error instanceof Error ? error.message : String(error) }));
      },
    );
  }, [api, name, key]);

  useEffect(() => {
    if (!connected) return;
    read();
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (!document.hidden) read();
    }, everyMs);
    return () => clearInterval(timer);
  }, [read, connected, everyMs]);

  useEffect(() => () => void (latest.current += 1), []);
  return { data: state.data, error: state.error, pending: state.key !== key, refresh: read };
}
