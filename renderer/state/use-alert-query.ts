import { useEffect } from 'react';
import type { CallInput } from '../../shared/contract/contract.ts';
import type { alertRequests } from '../../shared/contract/alert-calls.ts';
import { useApi } from './services.tsx';
import { useQuery, type Query } from './use-query.ts';

/** Of what changes without an event, such as how long something has lasted. */
const EVERY_MS = 30_000;

/** An answer about alerts that is read again whenever the engine says that they changed. */
export function useAlertQuery<N extends keyof typeof alertRequests>(
  name: N,
  input: CallInput<N> | null,
): Query<N> {
  const api = useApi();
  const query = useQuery(name, input, EVERY_MS);
  const { refresh } = query;
  useEffect(() => api.on('alerts', refresh), [api, refresh]);
  return query;
}
