import { useEffect, useMemo, useState } from 'react';
import type { LogSource } from '../../../shared/contract/log-schemas.ts';
import { useApi } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';

const EVERYTHING = {};

/** The configured log sources, kept up to date; null until they are known. */
export function useLogSources(): readonly LogSource[] | null {
  const api = useApi();
  const { data } = useQuery('logSources', EVERYTHING);
  const [told, setTold] = useState<{ after: typeof data; sources: readonly LogSource[] } | null>(null);
  useEffect(() => api.on('logSources', ({ sources }) => setTold({ after: data, sources })), [api, data]);
  // A new answer, as after a reconnection, is newer than what was told before it.
  return told?.after === data && told ? told.sources : (data?.sources ?? null);
}

/** What sources are called, by id; a source that is gone keeps its id. */
export function useSourceNames(sources: readonly LogSource[] | null): (id: string) => string {
  return useMemo(() => {
    const names = new Map(sources?.map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id;
  }, [sources]);
}

const NONE: readonly string[] = [];

/** Ids of the log sources of a monitor; none while they are not known. */
export function useMonitorSources(monitorId: string): readonly string[] {
  const sources = useLogSources();
  return useMemo(() => {
    const own = sources?.filter(({ monitors }) => monitors.includes(monitorId)).map(({ id }) => id) ?? NONE;
    return own.length > 0 ? own : NONE;
  }, [sources, monitorId]);
}
